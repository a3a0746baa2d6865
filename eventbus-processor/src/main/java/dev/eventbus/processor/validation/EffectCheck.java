package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import dev.eventbus.processor.model.Delivering;
import java.util.List;

/** Finds attributes that are written and change nothing, because they need another one that is not. */
final class EffectCheck {

    private static final List<String> OF_RETRY =
            List.of("delayMillis", "multiplier", "maxDelayMillis", "jitter", "retryOn", "abortOn");
    private static final List<String> OF_WAITS = List.of("multiplier", "maxDelayMillis", "jitter");
    private static final List<String> OF_BREAKER = List.of("window", "openMillis", "probes", "whileOpen");

    private final String method;
    private final Delivering delivering;
    private final Report report;

    EffectCheck(String method, Delivering delivering, Report report) {
        this.method = method;
        this.delivering = delivering;
        this.report = report;
    }

    /**
     * Looks through the attributes of a handler.
     *
     * @param keyed whether the handler's events have a key, its own or their type's
     */
    void check(Attributes attributes, boolean keyed) {
        if (delivering.direct()) {
            return;
        }
        boolean conflates = delivering.overflow().equals("CONFLATE");
        unless(
                delivering.usesKey(),
                attributes,
                "key",
                "with concurrency 1 all events are in order, and only CONFLATE replaces events of one key",
                "set concurrency above 1 or overflow = Overflow.CONFLATE");
        unless(
                delivering.overflow().equals("BLOCK"),
                attributes,
                "blockMillis",
                "publishers wait only under BLOCK",
                "set overflow = Overflow.BLOCK");
        unless(
                false,
                attributes,
                "priority",
                "a handler with a channel of its own waits for no other",
                "set mode = DeliveryMode.DIRECT");
        unless(
                !conflates || keyed,
                attributes,
                "capacity",
                "CONFLATE without a key keeps one event, the latest",
                "name a key");
        if (attributes.written("retry")) {
            checkRetry(attributes.nested("retry"));
        }
        if (attributes.written("breaker")) {
            checkBreaker(attributes.nested("breaker"));
        }
    }

    private void checkRetry(Attributes retry) {
        if (delivering.retry().maxAttempts() == 1) {
            everyOf(
                    OF_RETRY,
                    "maxAttempts",
                    retry,
                    "with maxAttempts = 1 nothing is tried again",
                    "set maxAttempts to 2 or more");
        } else if (delivering.retry().delayMillis() == 0) {
            for (String name : OF_WAITS) {
                unless(false, retry, name, "with delayMillis = 0 there are no waits", "set delayMillis above 0");
            }
        }
    }

    private void checkBreaker(Attributes breaker) {
        boolean byRate = delivering.breaker().failureRate() > 0;
        if (delivering.breaker().failures() == 0 && !byRate) {
            everyOf(
                    OF_BREAKER,
                    "failures",
                    breaker,
                    "with neither failures nor failureRate the breaker is off",
                    "set one of these two");
        } else {
            unless(byRate, breaker, "window", "it is that of failureRate, which is not set", "set failureRate");
        }
    }

    /** Tells of those that are written, or of the annotation by its main attribute if none is. */
    private void everyOf(List<String> names, String main, Attributes attributes, String reason, String cure) {
        List<String> written = names.stream().filter(attributes::written).toList();
        for (String name : written) {
            unless(false, attributes, name, reason, cure);
        }
        if (written.isEmpty()) {
            report.add(Problem.NO_EFFECT, attributes.place(main), attributes.name(), method, reason, cure);
        }
    }

    private void unless(boolean effective, Attributes attributes, String name, String reason, String cure) {
        if (!effective && attributes.written(name)) {
            report.add(Problem.NO_EFFECT, attributes.place(name), name, method, reason, cure);
        }
    }
}
