package dev.eventbus.runtime;

import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.subscription.BusSubscription;
import dev.eventbus.spi.LogText;
import java.util.HashMap;
import java.util.Map;

/**
 * The subscription names in use, and the declarations that use them: a name identifies a declaration in metrics and
 * reports, so that two declarations cannot share one, while several instances of a subscriber class do. Default names
 * of lambdas are not entered, since their number shows whose they are. Guarded by the lock of
 * {@link SubscriptionRegistry}.
 */
final class TakenNames {

    private record NameUse(Object declaration, int count) {}

    /** Declares a lambda, or the receivers of a channel; each is a declaration of its own. */
    static final Object LAMBDA = "a lambda";

    private final SubscriptionTable table;
    private final Map<String, NameUse> uses = new HashMap<>();

    TakenNames(SubscriptionTable table) {
        this.table = table;
    }

    /**
     * Takes a name for one more subscription.
     *
     * @param declaration equal for those that may share it; {@link #LAMBDA} for one that shares it with no other
     * @throws IllegalArgumentException if it is another declaration's
     */
    void take(String name, Object declaration) {
        NameUse use = uses.get(name);
        if (use != null && (use.declaration() == LAMBDA || !use.declaration().equals(declaration))) {
            throw taken(name, use.declaration(), declaration);
        }
        if (use == null && isDefaultNameOfLambda(name)) {
            throw taken(name, LAMBDA, declaration);
        }
        uses.put(name, new NameUse(declaration, use == null ? 1 : use.count() + 1));
    }

    /**
     * Refuses the default name of a lambda that another declaration has chosen.
     *
     * @throws IllegalArgumentException if one has
     */
    void requireFree(String defaultName) {
        NameUse use = uses.get(defaultName);
        if (use != null) {
            throw taken(defaultName, use.declaration(), LAMBDA);
        }
    }

    /** Whether a name is the default name of an active lambda: its event type, and its number. */
    private boolean isDefaultNameOfLambda(String name) {
        int mark = name.lastIndexOf('#');
        if (mark < 0) {
            return false;
        }
        try {
            BusSubscription other = table.find(Long.parseLong(name, mark + 1, name.length(), 10));
            return other != null
                    && other.spec().hasDefaultName()
                    && other.name().equals(name);
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    private static IllegalArgumentException taken(String name, Object by, Object wanted) {
        return new IllegalArgumentException("The subscription name \"" + LogText.sanitize(name)
                + "\" is taken by another handler ("
                + LogText.sanitize(by.toString()) + ", and now "
                + LogText.sanitize(wanted.toString())
                + "). To fix it, give one of them another name: metrics and reports tell them apart by it.");
    }

    void release(String name) {
        uses.computeIfPresent(
                name, (key, use) -> use.count() == 1 ? null : new NameUse(use.declaration(), use.count() - 1));
    }
}
