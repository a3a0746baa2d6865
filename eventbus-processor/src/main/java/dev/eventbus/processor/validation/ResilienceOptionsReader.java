package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.BreakerOptions;
import dev.eventbus.processor.model.RetryOptions;
import javax.lang.model.element.TypeElement;

/** Reads {@code @Retry} and {@code @Breaker}. */
final class ResilienceOptionsReader {

    private final FailureTypesReader failures;

    ResilienceOptionsReader(LanguageModel language) {
        this.failures = new FailureTypesReader(language);
    }

    RetryOptions retry(TypeElement subscriber, String method, Attributes attributes, ValidationReport report) {
        RetryOptions retry = new RetryOptions(
                attributes.integer("maxAttempts"),
                attributes.longInteger("delayMillis"),
                attributes.number("multiplier"),
                attributes.longInteger("maxDelayMillis"),
                attributes.number("jitter"),
                failures.retryOn(attributes),
                failures.abortOn(attributes));
        RangeCheck range = new RangeCheck(Problem.RETRY, attributes, report);
        range.check("maxAttempts", retry.maxAttempts(), retry.maxAttempts() >= 1, "1 or more calls in all");
        range.check("delayMillis", retry.delayMillis(), retry.delayMillis() >= 0, "0 or more");
        boolean validMultiplier = retry.multiplier() >= 1 && Double.isFinite(retry.multiplier());
        range.check("multiplier", retry.multiplier(), validMultiplier, "1.0 or more");
        boolean validMaxDelay = retry.maxDelayMillis() >= Math.max(0, retry.delayMillis());
        range.check("maxDelayMillis", retry.maxDelayMillis(), validMaxDelay, "at least delayMillis");
        boolean validJitter = retry.jitter() >= 0 && retry.jitter() <= 1;
        range.check("jitter", retry.jitter(), validJitter, "from 0.0 to 1.0");
        failures.check(subscriber, method, retry.maxAttempts() > 1, attributes, report);
        return retry;
    }

    BreakerOptions breaker(Attributes attributes, ValidationReport report) {
        BreakerOptions breaker = new BreakerOptions(
                attributes.integer("failures"),
                attributes.number("failureRate"),
                attributes.integer("window"),
                attributes.longInteger("openMillis"),
                attributes.integer("probes"),
                attributes.constant("whileOpen"));
        RangeCheck range = new RangeCheck(Problem.BREAKER, attributes, report);
        range.check("failures", breaker.failures(), breaker.failures() >= 0, "1 or more, or 0 for off");
        boolean validRate = breaker.failureRate() >= 0 && breaker.failureRate() <= 1;
        range.check("failureRate", breaker.failureRate(), validRate, "from 0.0, which is off, to 1.0");
        range.check("window", breaker.window(), breaker.window() >= 1, "1 or more");
        range.check("openMillis", breaker.openMillis(), breaker.openMillis() >= 1, "1 or more");
        range.check("probes", breaker.probes(), breaker.probes() >= 1, "1 or more");
        return breaker;
    }

    private record RangeCheck(Problem problem, Attributes attributes, ValidationReport report) {

        void check(String name, Number value, boolean valid, String expected) {
            if (!valid) {
                report.add(problem, attributes.location(name), name, value, expected);
            }
        }
    }
}
