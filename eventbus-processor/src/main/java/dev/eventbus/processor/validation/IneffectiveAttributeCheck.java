package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.DeliveryOptions;
import java.util.List;

/** Finds explicit attributes without effect, because they depend on another attribute that is not set. */
final class IneffectiveAttributeCheck {

    private static final List<String> OF_RETRY =
            List.of("delayMillis", "multiplier", "maxDelayMillis", "jitter", "retryOn", "abortOn");
    private static final List<String> OF_WAITS = List.of("multiplier", "maxDelayMillis", "jitter");
    private static final List<String> OF_BREAKER = List.of("window", "openMillis", "probes", "whileOpen");

    private final String method;
    private final DeliveryOptions delivery;
    private final ValidationReport report;

    IneffectiveAttributeCheck(String method, DeliveryOptions delivery, ValidationReport report) {
        this.method = method;
        this.delivery = delivery;
        this.report = report;
    }

    /**
     * Checks the attributes of a handler.
     *
     * @param keyed whether the events have a key, from the handler or from their type
     */
    void check(Attributes attributes, boolean keyed) {
        if (delivery.direct()) {
            return;
        }
        boolean conflates = delivery.overflow().equals("CONFLATE");
        reportUnless(
                delivery.usesKey(),
                attributes,
                "key",
                "with concurrency 1 all events are in order, and only CONFLATE replaces events by key",
                "set concurrency above 1 or overflow = Overflow.CONFLATE");
        reportUnless(
                delivery.overflow().equals("BLOCK"),
                attributes,
                "blockMillis",
                "publishers wait only under BLOCK",
                "set overflow = Overflow.BLOCK");
        reportUnless(
                false,
                attributes,
                "priority",
                "a handler with its own channel does not wait for others",
                "set mode = DeliveryMode.DIRECT");
        reportUnless(
                !conflates || keyed,
                attributes,
                "capacity",
                "CONFLATE without a key keeps one event, the latest",
                "name a key");
        if (attributes.isExplicit("retry")) {
            checkRetry(attributes.nested("retry"));
        }
        if (attributes.isExplicit("breaker")) {
            checkBreaker(attributes.nested("breaker"));
        }
    }

    private void checkRetry(Attributes retry) {
        if (delivery.retry().maxAttempts() == 1) {
            reportAll(
                    OF_RETRY,
                    "maxAttempts",
                    retry,
                    "with maxAttempts = 1 nothing is tried again",
                    "set maxAttempts to 2 or more");
        } else if (delivery.retry().delayMillis() == 0) {
            for (String name : OF_WAITS) {
                reportUnless(false, retry, name, "with delayMillis = 0 there are no waits", "set delayMillis above 0");
            }
        }
    }

    private void checkBreaker(Attributes breaker) {
        boolean byRate = delivery.breaker().failureRate() > 0;
        if (delivery.breaker().failures() == 0 && !byRate) {
            reportAll(
                    OF_BREAKER,
                    "failures",
                    breaker,
                    "with neither failures nor failureRate the breaker is off",
                    "set one of them");
        } else {
            reportUnless(
                    byRate, breaker, "window", "it applies only to failureRate, which is not set", "set failureRate");
        }
    }

    /** Reports all explicit attributes, or the annotation at its main attribute if there are none. */
    private void reportAll(List<String> names, String main, Attributes attributes, String reason, String fix) {
        List<String> written = names.stream().filter(attributes::isExplicit).toList();
        for (String name : written) {
            reportUnless(false, attributes, name, reason, fix);
        }
        if (written.isEmpty()) {
            report.add(Problem.NO_EFFECT, attributes.location(main), attributes.name(), method, reason, fix);
        }
    }

    private void reportUnless(boolean effective, Attributes attributes, String name, String reason, String fix) {
        if (!effective && attributes.isExplicit(name)) {
            report.add(Problem.NO_EFFECT, attributes.location(name), name, method, reason, fix);
        }
    }
}
