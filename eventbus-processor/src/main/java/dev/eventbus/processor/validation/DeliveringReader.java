package dev.eventbus.processor.validation;

import dev.eventbus.internal.SyntaxProblem;
import dev.eventbus.internal.TopicName;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import dev.eventbus.processor.model.Delivering;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** Reads how a handler gets its events: the attributes by themselves, and what they exclude. */
final class DeliveringReader {

    private static final int MOST_CAPACITY = 1 << 30;
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

    private final PolicyReader policies;

    DeliveringReader(Language language) {
        this.policies = new PolicyReader(language);
    }

    Delivering read(TypeElement subscriber, String method, Attributes attributes, Report report) {
        Delivering delivering = new Delivering(
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
        checkTopic(delivering.topic(), attributes, report);
        checkRanges(delivering, attributes, report);
        checkCombinations(method, delivering, attributes, report);
        return delivering;
    }

    private static void checkTopic(String pattern, Attributes attributes, Report report) {
        SyntaxProblem problem = TopicName.patternProblem(pattern);
        if (problem != null) {
            report.add(
                    Problem.PATTERN_SYNTAX, attributes.place("topic"), pattern, problem.position(), problem.reason());
        }
    }

    private static void checkRanges(Delivering delivering, Attributes attributes, Report report) {
        if (delivering.capacity() < 1 || delivering.capacity() > MOST_CAPACITY) {
            report.add(Problem.CAPACITY, attributes.place("capacity"), delivering.capacity());
        }
        if (delivering.replay() < 0) {
            report.add(Problem.REPLAY, attributes.place("replay"), delivering.replay());
        }
        if (delivering.concurrency() < 1) {
            report.add(Problem.CONCURRENCY, attributes.place("concurrency"), delivering.concurrency());
        }
        if (delivering.batch() < 1) {
            report.add(Problem.BATCH, attributes.place("batch"), delivering.batch());
        }
        if (delivering.blockMillis() < -1) {
            report.add(Problem.BLOCK_MILLIS, attributes.place("blockMillis"), delivering.blockMillis());
        }
        if (delivering.timeoutMillis() < 0) {
            report.add(Problem.TIMEOUT_MILLIS, attributes.place("timeoutMillis"), delivering.timeoutMillis());
        }
    }

    private static void checkCombinations(String method, Delivering delivering, Attributes attributes, Report report) {
        if (delivering.direct()) {
            for (String name : CHANNEL_ONLY) {
                if (attributes.written(name)) {
                    report.add(Problem.DIRECT_EXCLUDES, attributes.place(name), name, name);
                }
            }
        }
        if (delivering.overflow().equals("BLOCK") && delivering.blockMillis() == 0 && !delivering.direct()) {
            report.add(Problem.BLOCK_WITHOUT_WAIT, attributes.place("blockMillis"));
        }
        if (delivering.batch() > 1 && delivering.overflow().equals("CONFLATE")) {
            report.add(Problem.BATCH_EXCLUDES_CONFLATE, attributes.place("overflow"), method);
        } else if (delivering.batch() > delivering.capacity() && delivering.capacity() > 0 && !delivering.direct()) {
            String place = attributes.written("batch") ? "batch" : "capacity";
            report.add(
                    Problem.BATCH_ABOVE_CAPACITY,
                    attributes.place(place),
                    delivering.batch(),
                    method,
                    delivering.capacity());
        }
        if (delivering.replay() > delivering.capacity() && delivering.capacity() > 0 && !delivering.direct()) {
            report.add(
                    Problem.REPLAY_ABOVE_CAPACITY,
                    attributes.place("replay"),
                    delivering.replay(),
                    method,
                    delivering.capacity());
        }
        if (delivering.retry().endless() && delivering.retry().delayMillis() == 0) {
            report.add(Problem.RETRY_ENDLESS, attributes.nested("retry").place("maxAttempts"), method);
        }
    }
}
