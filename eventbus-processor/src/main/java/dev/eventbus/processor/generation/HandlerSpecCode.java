package dev.eventbus.processor.generation;

import com.palantir.javapoet.CodeBlock;
import dev.eventbus.Breaker;
import dev.eventbus.Overflow;
import dev.eventbus.processor.model.BreakerPolicy;
import dev.eventbus.processor.model.Delivering;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.processor.model.RetryPolicy;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.ArrayList;
import java.util.List;

/** Writes the expression that tells the runtime what is annotated: all that differs from the defaults of the contract. */
final class HandlerSpecCode {

    private static final HandlerSpec DEFAULTS = HandlerSpec.of("", Object.class);
    private static final BreakerPolicy NO_BREAKER = new BreakerPolicy(
            DEFAULTS.breaker().failures(),
            DEFAULTS.breaker().failureRate(),
            DEFAULTS.breaker().window(),
            DEFAULTS.breaker().openMillis(),
            DEFAULTS.breaker().probes(),
            DEFAULTS.breaker().whileOpen().name());

    private final List<CodeBlock> settings = new ArrayList<>();

    private HandlerSpecCode() {}

    static CodeBlock of(HandlerDeclaration handler) {
        HandlerSpecCode code = new HandlerSpecCode();
        code.addDelivering(handler.delivering());
        code.addPolicies(handler.delivering());
        code.addShape(handler);
        CodeBlock start = CodeBlock.of(
                "$T.of($S, $T.class)",
                HandlerSpec.class,
                handler.name(),
                TypeNames.erased(handler.event().type()));
        if (code.settings.isEmpty()) {
            return start;
        }
        boolean onOneLine = code.settings.size() == 1;
        return CodeBlock.builder()
                .add(start)
                .add(onOneLine ? "" : "\n$>$>")
                .add(CodeBlock.join(code.settings, onOneLine ? "" : "\n"))
                .add(onOneLine ? "" : "$<$<")
                .build();
    }

    private void addDelivering(Delivering delivering) {
        set(!delivering.topic().isEmpty(), ".withTopic($S)", delivering.topic());
        set(delivering.capacity() != DEFAULTS.capacity(), ".withCapacity($L)", delivering.capacity());
        set(delivering.replay() != DEFAULTS.replay(), ".withReplay($L)", delivering.replay());
        set(
                !delivering.overflow().equals(DEFAULTS.overflow().name()),
                ".withOverflow($T.$L)",
                Overflow.class,
                delivering.overflow());
        set(delivering.blockMillis() != DEFAULTS.blockMillis(), ".withBlockMillis($LL)", delivering.blockMillis());
        set(delivering.direct(), ".withDirectMode($L)", delivering.priority());
        set(delivering.concurrency() != DEFAULTS.concurrency(), ".withConcurrency($L)", delivering.concurrency());
        set(delivering.batch() != DEFAULTS.batch(), ".withBatch($L)", delivering.batch());
        set(
                delivering.timeoutMillis() != DEFAULTS.timeoutMillis(),
                ".withTimeoutMillis($LL)",
                delivering.timeoutMillis());
    }

    private void addPolicies(Delivering delivering) {
        RetryPolicy retry = delivering.retry();
        set(
                !spec(retry).equals(DEFAULTS.retry()),
                ".withRetry($L, $LL, $L, $LL, $L)",
                retry.maxAttempts(),
                retry.delayMillis(),
                retry.multiplier(),
                retry.maxDelayMillis(),
                retry.jitter());
        set(!retry.retryOn().isEmpty(), ".withRetryOn($L)", classes(retry.retryOn()));
        set(!retry.abortOn().isEmpty(), ".withAbortOn($L)", classes(retry.abortOn()));
        BreakerPolicy breaker = delivering.breaker();
        set(
                !breaker.equals(NO_BREAKER),
                ".withBreaker($L, $L, $L, $LL, $L, $T.$L)",
                breaker.failures(),
                breaker.failureRate(),
                breaker.window(),
                breaker.openMillis(),
                breaker.probes(),
                Breaker.WhileOpen.class,
                breaker.whileOpen());
    }

    private static HandlerSpec.RetrySpec spec(RetryPolicy retry) {
        return new HandlerSpec.RetrySpec(
                retry.maxAttempts(), retry.delayMillis(), retry.multiplier(), retry.maxDelayMillis(), retry.jitter());
    }

    private static CodeBlock classes(List<TypeReference> types) {
        return types.stream()
                .map(type -> CodeBlock.of("$T.class", TypeNames.erased(type)))
                .collect(CodeBlock.joining(", "));
    }

    private void addShape(HandlerDeclaration handler) {
        set(handler.filter() != null, ".withFilter()");
        set(handler.key() != null, ".withKey()");
        set(handler.takesContext(), ".withContext()");
        set(handler.returnsStage(), ".withStage()");
    }

    private void set(boolean differs, String format, Object... values) {
        if (differs) {
            settings.add(CodeBlock.of(format, values));
        }
    }
}
