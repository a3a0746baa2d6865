package dev.eventbus.runtime;

import dev.eventbus.spi.Printable;
import java.util.HashMap;
import java.util.Map;

/**
 * Which declaration uses which name: a name identifies a declaration in metrics and reports, so that two cannot share one,
 * while several instances of a subscriber class do. Guarded by the lock of {@link SubscriptionRegistry}.
 */
final class SubscriptionNames {

    private record Use(Object declaration, int count) {}

    /** The one use of a name by a lambda, each of which is a declaration of its own. */
    private static final Use LAMBDA = new Use("a lambda", 1);

    private final Map<String, Use> uses = new HashMap<>();

    /**
     * Takes a name for one more subscription.
     *
     * @throws IllegalArgumentException if it is another declaration's
     */
    void take(String name, Object declaration) {
        Use use = uses.get(name);
        if (use != null && (use.equals(LAMBDA) || !use.declaration().equals(declaration))) {
            throw new IllegalArgumentException("The subscription name \"" + Printable.of(name)
                    + "\" is taken by another handler ("
                    + Printable.of(use.declaration().toString()) + ", and now "
                    + Printable.of(declaration.toString())
                    + "). To fix it, give one of them another name: metrics and reports tell them apart by it.");
        }
        uses.put(name, new Use(declaration, use == null ? 1 : use.count() + 1));
    }

    /**
     * Takes a name for a lambda.
     *
     * @throws IllegalArgumentException if it is taken
     */
    void takeForLambda(String name) {
        take(name, LAMBDA.declaration());
        uses.put(name, LAMBDA);
    }

    /** Gives a name back. */
    void release(String name) {
        uses.computeIfPresent(
                name, (key, use) -> use.count() == 1 ? null : new Use(use.declaration(), use.count() - 1));
    }
}
