package dev.eventbus.processor.validation;

import dev.eventbus.internal.SyntaxProblem;
import dev.eventbus.internal.TopicName;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.DeliveryOptions;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** Reads the delivery options of a handler and validates their values and combinations. */
final class DeliveryOptionsReader {

    private static final int MAX_CAPACITY = 1 << 30;
    private static final List<String> CHANNEL_ONLY = List.of(
            "capacity",
            "replay",
            "overflow",
            "blockMillis",
            "concurrency",
            "key",
            "batch",
            "retry",
            "breaker",
            "timeoutMillis");

    private final ResilienceOptionsReader policies;

    DeliveryOptionsReader(LanguageModel language) {
        this.policies = new ResilienceOptionsReader(language);
    }

    DeliveryOptions read(TypeElement subscriber, String method, Attributes attributes, ValidationReport report) {
        DeliveryOptions delivery = new DeliveryOptions(
                attributes.text("topic"),
                attributes.integer("capacity"),
                attributes.integer("replay"),
                attributes.constant("overflow"),
                attributes.longInteger("blockMillis"),
                attributes.constant("mode").equals("DIRECT"),
                attributes.integer("priority"),
                attributes.integer("concurrency"),
                attributes.integer("batch"),
                attributes.longInteger("timeoutMillis"),
                policies.retry(subscriber, method, attributes.nested("retry"), report),
                policies.breaker(attributes.nested("breaker"), report));
        checkTopic(delivery.topic(), attributes, report);
        checkRanges(delivery, attributes, report);
        checkCombinations(method, delivery, attributes, report);
        return delivery;
    }

    private static void checkTopic(String pattern, Attributes attributes, ValidationReport report) {
        SyntaxProblem problem = TopicName.patternProblem(pattern);
        if (problem != null) {
            report.add(
                    Problem.PATTERN_SYNTAX,
                    attributes.location("topic"),
                    pattern,
                    problem.position(),
                    problem.reason());
        }
    }

    private static void checkRanges(DeliveryOptions delivery, Attributes attributes, ValidationReport report) {
        if (delivery.capacity() < 1 || delivery.capacity() > MAX_CAPACITY) {
            report.add(Problem.CAPACITY, attributes.location("capacity"), delivery.capacity());
        }
        if (delivery.replay() < 0) {
            report.add(Problem.REPLAY, attributes.location("replay"), delivery.replay());
        }
        if (delivery.concurrency() < 1) {
            report.add(Problem.CONCURRENCY, attributes.location("concurrency"), delivery.concurrency());
        }
        if (delivery.batch() < 1) {
            report.add(Problem.BATCH, attributes.location("batch"), delivery.batch());
        }
        if (delivery.blockMillis() < -1) {
            report.add(Problem.BLOCK_MILLIS, attributes.location("blockMillis"), delivery.blockMillis());
        }
        if (delivery.timeoutMillis() < 0) {
            report.add(Problem.TIMEOUT_MILLIS, attributes.location("timeoutMillis"), delivery.timeoutMillis());
        }
    }

    private static void checkCombinations(
            String method, DeliveryOptions delivery, Attributes attributes, ValidationReport report) {
        if (delivery.direct()) {
            for (String name : CHANNEL_ONLY) {
                if (attributes.isExplicit(name)) {
                    report.add(Problem.DIRECT_EXCLUDES, attributes.location(name), name, name);
                }
            }
        }
        if (delivery.overflow().equals("BLOCK") && delivery.blockMillis() == 0 && !delivery.direct()) {
            report.add(Problem.BLOCK_WITHOUT_TIME, attributes.location("blockMillis"));
        }
        if (delivery.batch() > 1 && delivery.overflow().equals("CONFLATE")) {
            report.add(Problem.BATCH_EXCLUDES_CONFLATE, attributes.location("overflow"), method);
        } else if (delivery.batch() > delivery.capacity() && delivery.capacity() > 0 && !delivery.direct()) {
            String attribute = attributes.isExplicit("batch") ? "batch" : "capacity";
            report.add(
                    Problem.BATCH_ABOVE_CAPACITY,
                    attributes.location(attribute),
                    delivery.batch(),
                    method,
                    delivery.capacity());
        }
        if (delivery.replay() > delivery.capacity() && delivery.capacity() > 0 && !delivery.direct()) {
            report.add(
                    Problem.REPLAY_ABOVE_CAPACITY,
                    attributes.location("replay"),
                    delivery.replay(),
                    method,
                    delivery.capacity());
        }
        if (delivery.retry().isUnlimited() && delivery.retry().delayMillis() == 0) {
            report.add(
                    Problem.UNLIMITED_RETRY_WITHOUT_DELAY,
                    attributes.nested("retry").location("maxAttempts"),
                    method);
        }
    }
}
