package dev.eventbus.processor.generation;

import com.palantir.javapoet.CodeBlock;
import dev.eventbus.Breaker;
import dev.eventbus.Overflow;
import dev.eventbus.processor.model.BreakerOptions;
import dev.eventbus.processor.model.DeliveryOptions;
import dev.eventbus.processor.model.HandlerDeclaration;
import dev.eventbus.processor.model.RetryOptions;
import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.HandlerSpec;
import java.util.ArrayList;
import java.util.List;

/** Writes the expression that describes a handler to the runtime: the settings that differ from the defaults. */
final class HandlerSpecCode {

    private static final HandlerSpec DEFAULTS = HandlerSpec.of("", Object.class);
    private static final BreakerOptions NO_BREAKER = new BreakerOptions(
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
        code.addDeliveryOptions(handler.delivery());
        code.addResilienceOptions(handler.delivery());
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

    private void addDeliveryOptions(DeliveryOptions delivery) {
        set(!delivery.topic().isEmpty(), ".withTopic($S)", delivery.topic());
        set(delivery.capacity() != DEFAULTS.capacity(), ".withCapacity($L)", delivery.capacity());
        set(delivery.replay() != DEFAULTS.replay(), ".withReplay($L)", delivery.replay());
        set(
                !delivery.overflow().equals(DEFAULTS.overflow().name()),
                ".withOverflow($T.$L)",
                Overflow.class,
                delivery.overflow());
        set(delivery.blockMillis() != DEFAULTS.blockMillis(), ".withBlockMillis($LL)", delivery.blockMillis());
        set(delivery.direct(), ".withDirectMode($L)", delivery.priority());
        set(delivery.concurrency() != DEFAULTS.concurrency(), ".withConcurrency($L)", delivery.concurrency());
        set(delivery.batch() != DEFAULTS.batch(), ".withBatch($L)", delivery.batch());
        set(delivery.timeoutMillis() != DEFAULTS.timeoutMillis(), ".withTimeoutMillis($LL)", delivery.timeoutMillis());
    }

    private void addResilienceOptions(DeliveryOptions delivery) {
        RetryOptions retry = delivery.retry();
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
        BreakerOptions breaker = delivery.breaker();
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

    private static HandlerSpec.RetrySpec spec(RetryOptions retry) {
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
