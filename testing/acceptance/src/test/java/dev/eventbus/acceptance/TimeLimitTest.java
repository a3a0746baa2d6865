package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** No test can hang: one that spins and takes no notice of interrupts fails when its time is up. */
class TimeLimitTest {

    private static final String HANGS = "dev.eventbus.acceptance.hangs";
    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static volatile boolean released;

    @EnabledIfSystemProperty(named = HANGS, matches = "true", disabledReason = "it is run by the test around it")
    static class Hangs {

        @Test
        void spins() {
            while (!released) {
                Thread.onSpinWait();
            }
            ENDED.countDown();
        }
    }

    @AfterEach
    void release() throws InterruptedException {
        released = true;
        System.clearProperty(HANGS);
        assertThat(ENDED.await(30, TimeUnit.SECONDS))
                .as("the spinning thread ends")
                .isTrue();
    }

    /** All but the length of the limit is as testing/junit/junit-platform.properties says. */
    @Test
    void aTestThatSpinsForeverFailsInTime() {
        System.setProperty(HANGS, "true");
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Hangs.class))
                .configurationParameter("junit.jupiter.execution.timeout.default", "200 ms")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        List<TestExecutionSummary.Failure> failures = listener.getSummary().getFailures();
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .isInstanceOf(TimeoutException.class)
                        .hasMessageContaining("200 milliseconds"));
    }
}
