package dev.eventbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.eventbus.spi.generated.HandlerSpec;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The values that say of lambdas what annotations say of methods. */
class PoliciesTest {

    private static final RetryPolicy RETRY = RetryPolicy.maxAttempts(3);
    private static final BreakerPolicy BREAKER = BreakerPolicy.openAfterFailures(3);

    @Test
    void theDefaultsAreThoseOfTheAnnotations() throws NoSuchMethodException {
        assertThat(RETRY.maxAttempts()).isEqualTo(3);
        assertThat(RETRY.delay().toMillis()).isEqualTo(byDefault(Retry.class, "delayMillis"));
        assertThat(RETRY.multiplier()).isEqualTo(byDefault(Retry.class, "multiplier"));
        assertThat(RETRY.maxDelay().toMillis()).isEqualTo(byDefault(Retry.class, "maxDelayMillis"));
        assertThat(RETRY.jitter()).isEqualTo(byDefault(Retry.class, "jitter"));
        assertThat(RETRY.retryOn().toArray()).isEqualTo(byDefault(Retry.class, "retryOn"));
        assertThat(RETRY.abortOn().toArray()).isEqualTo(byDefault(Retry.class, "abortOn"));
        assertThat(RetryPolicy.unlimited()).isEqualTo(RetryPolicy.maxAttempts(Integer.MAX_VALUE));

        assertThat(BREAKER.failures()).isEqualTo(3);
        assertThat(BREAKER.failureRate()).isEqualTo(byDefault(Breaker.class, "failureRate"));
        assertThat(BREAKER.window()).isEqualTo(byDefault(Breaker.class, "window"));
        assertThat(BREAKER.openFor().toMillis()).isEqualTo(byDefault(Breaker.class, "openMillis"));
        assertThat(BREAKER.probes()).isEqualTo(byDefault(Breaker.class, "probes"));
        assertThat(BREAKER.whileOpen()).isEqualTo(byDefault(Breaker.class, "whileOpen"));
        assertThat(BreakerPolicy.openAtRate(0.5, 7).failures()).isEqualTo(byDefault(Breaker.class, "failures"));
    }

    @Test
    void whatIsSetIsGiven() {
        RetryPolicy retry = RETRY.delay(Duration.ofMinutes(1))
                .maxDelay(Duration.ofMinutes(2))
                .multiplier(1)
                .jitter(1)
                .retryOn(IOException.class, AssertionError.class)
                .abortOn(FileNotFoundException.class);
        assertThat(retry.maxAttempts()).isEqualTo(3);
        assertThat(retry.delay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(retry.maxDelay()).isEqualTo(Duration.ofMinutes(2));
        assertThat(retry.multiplier()).isEqualTo(1);
        assertThat(retry.jitter()).isEqualTo(1);
        assertThat(retry.retryOn()).isEqualTo(List.of(IOException.class, AssertionError.class));
        assertThat(retry.abortOn()).isEqualTo(List.of(FileNotFoundException.class));
        assertThat(retry.retryOn(Exception.class).retryOn()).isEqualTo(List.of(Exception.class));

        BreakerPolicy breaker =
                BREAKER.orAtRate(1, 1).openFor(Duration.ofMillis(1)).probes(2).whileOpen(Breaker.WhileOpen.DEAD_LETTER);
        assertThat(breaker.failures()).isEqualTo(3);
        assertThat(breaker.failureRate()).isEqualTo(1);
        assertThat(breaker.window()).isEqualTo(1);
        assertThat(breaker.openFor()).isEqualTo(Duration.ofMillis(1));
        assertThat(breaker.probes()).isEqualTo(2);
        assertThat(breaker.whileOpen()).isEqualTo(Breaker.WhileOpen.DEAD_LETTER);
    }

    @Test
    void settingChangesNothingThatExists() {
        RETRY.delay(Duration.ZERO)
                .multiplier(3)
                .maxDelay(Duration.ZERO)
                .jitter(0)
                .retryOn(IOException.class);
        BREAKER.openFor(Duration.ofDays(1)).probes(9).orAtRate(0.1, 2);
        assertThat(RETRY).isEqualTo(RetryPolicy.maxAttempts(3));
        assertThat(BREAKER).isEqualTo(BreakerPolicy.openAfterFailures(3));
    }

    @Test
    void equalValuesMakeEqualPolicies() {
        List<RetryPolicy> retries = List.of(
                RETRY,
                RetryPolicy.maxAttempts(2),
                RETRY.delay(Duration.ofMillis(1)),
                RETRY.multiplier(3),
                RETRY.maxDelay(Duration.ofHours(1)),
                RETRY.jitter(0.3),
                RETRY.retryOn(IOException.class),
                RETRY.abortOn(IOException.class));
        assertThat(retries).doesNotHaveDuplicates();
        List<BreakerPolicy> breakers = List.of(
                BREAKER,
                BreakerPolicy.openAfterFailures(2),
                BREAKER.orAtRate(0.5, 100),
                BREAKER.orAtRate(0.5, 10),
                BREAKER.openFor(Duration.ofHours(1)),
                BREAKER.probes(2),
                BREAKER.whileOpen(Breaker.WhileOpen.DROP));
        assertThat(breakers).doesNotHaveDuplicates();
        assertThat(RETRY.delay(Duration.ofSeconds(1)))
                .isEqualTo(RETRY.delay(Duration.ofMillis(1_000)))
                .hasSameHashCodeAs(RETRY.delay(Duration.ofMillis(1_000)))
                .hasToString("RetryPolicy[maxAttempts=3, delay=PT1S, multiplier=2.0, maxDelay=PT30S, jitter=0.2,"
                        + " retryOn=[], abortOn=[]]");
        assertThat(BREAKER.probes(1))
                .isEqualTo(BREAKER)
                .hasSameHashCodeAs(BREAKER)
                .hasToString("BreakerPolicy[failures=3, failureRate=0.0, window=100, openFor=PT30S, probes=1,"
                        + " whileOpen=WAIT]");
    }

    @Test
    void timesAreWholeMilliseconds() {
        assertThat(RETRY.delay(Duration.ofNanos(1)).delay()).isEqualTo(Duration.ofMillis(1));
        assertThat(RETRY.delay(Duration.ofNanos(2_000_001)).delay()).isEqualTo(Duration.ofMillis(3));
        assertThat(RETRY.maxDelay(ChronoUnit.FOREVER.getDuration()).maxDelay().toMillis())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(RETRY.maxDelay(Duration.ofMillis(Long.MAX_VALUE).minusNanos(1))
                        .maxDelay()
                        .toMillis())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        refused("maxAttempts", () -> RetryPolicy.maxAttempts(0));
        refused("delay must be 0 ms or more", () -> RETRY.delay(Duration.ofNanos(-1)));
        refused("maxDelay must be 0 ms or more", () -> RETRY.maxDelay(Duration.ofMillis(-1)));
        refused("multiplier must be 1.0 or more", () -> RETRY.multiplier(0.99));
        refused("multiplier must be 1.0 or more", () -> RETRY.multiplier(Double.NaN));
        refused("multiplier must be 1.0 or more", () -> RETRY.multiplier(Double.POSITIVE_INFINITY));
        refused("jitter must be from 0.0 to 1.0", () -> RETRY.jitter(-0.01));
        refused("jitter must be from 0.0 to 1.0", () -> RETRY.jitter(1.01));
        refused("jitter must be from 0.0 to 1.0", () -> RETRY.jitter(Double.NaN));
        refused("failures must be 1 or more", () -> BreakerPolicy.openAfterFailures(0));
        refused("rate must be above 0.0", () -> BreakerPolicy.openAtRate(0, 1));
        refused("at most 1.0", () -> BreakerPolicy.openAtRate(1.01, 1));
        refused("at most 1.0", () -> BREAKER.orAtRate(Double.NaN, 1));
        refused("window must be 1 or more", () -> BreakerPolicy.openAtRate(1, 0));
        refused("openFor must be 1 ms or more", () -> BREAKER.openFor(Duration.ZERO));
        refused("probes must be 1 or more", () -> BREAKER.probes(0));
    }

    @Test
    void specificationsCarryTheTypesOfFailures() {
        HandlerSpec plain = HandlerSpec.of("plain", String.class).withRetry(3, 100, 2.0, 30_000, 0.2);
        assertThat(plain.retryOn()).isEmpty();
        assertThat(plain.abortOn()).isEmpty();

        HandlerSpec choosy =
                plain.withRetryOn(IOException.class, AssertionError.class).withAbortOn(FileNotFoundException.class);
        assertThat(choosy.retryOn()).isEqualTo(List.of(IOException.class, AssertionError.class));
        assertThat(choosy.abortOn()).isEqualTo(List.of(FileNotFoundException.class));
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> BREAKER.whileOpen(null));
        assertThatNullPointerException().isThrownBy(() -> RETRY.delay(null));
        assertThatNullPointerException().isThrownBy(() -> RETRY.retryOn(IOException.class, null));
    }

    private static Object byDefault(Class<?> annotation, String attribute) throws NoSuchMethodException {
        return annotation.getDeclaredMethod(attribute).getDefaultValue();
    }

    private static void refused(String because, ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(because);
    }
}
