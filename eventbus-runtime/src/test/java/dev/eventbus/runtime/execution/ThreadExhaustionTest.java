package dev.eventbus.runtime.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.runtime.Gate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What counts on a thread that cannot be started, which others try to start, is not left behind. */
class ThreadExhaustionTest {

    private final Gate end = new Gate();

    @AfterEach
    void letThreadsEnd() {
        end.open();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "exhaustion");
        thread.setDaemon(true);
        return thread;
    }

    /** A thread that is told to start, and cannot. */
    private static Thread stillborn(Runnable task) {
        return new Thread(task) {
            @Override
            public synchronized void start() {
                throw new IllegalStateException("expected");
            }
        };
    }

    @Test
    void aTaskOfTheTimerRunsThoughItsThreadCannotBeStarted() throws Exception {
        Gate starting = new Gate();
        AtomicBoolean first = new AtomicBoolean(true);
        TimerThread timer = new TimerThread(task -> {
            if (first.getAndSet(false)) {
                starting.passStubbornly();
                throw new IllegalStateException("expected");
            }
            return thread(task);
        });
        CountDownLatch run = new CountDownLatch(2);
        Thread other = thread(() -> timer.schedule(run::countDown, 0));
        other.start();
        starting.awaitArrival();
        // The other is about to start the thread, and that is what this one counts on.
        timer.schedule(run::countDown, 0);
        starting.open();
        Gate.await(run);
        timer.stop();
    }

    @Test
    void theTimerRunsTasksOfWhichSomeAreGivenUpWhileItHasNoThread() throws Exception {
        for (ThreadFactory broken : new ThreadFactory[] {
            task -> {
                throw new IllegalStateException("expected");
            },
            ThreadExhaustionTest::stillborn
        }) {
            TimerThread timer = new TimerThread(broken);
            CompletableFuture<Void> first = new CompletableFuture<>();
            CompletableFuture<Void> givenUp = new CompletableFuture<>();
            CompletableFuture<Void> last = new CompletableFuture<>();
            timer.schedule(() -> first.complete(null), 0);
            timer.schedule(() -> givenUp.complete(null), TimeUnit.MILLISECONDS.toNanos(200))
                    .cancel();
            timer.schedule(() -> last.complete(null), TimeUnit.MILLISECONDS.toNanos(400));
            assertThat(CompletableFuture.allOf(first, last)).succeedsWithin(30, TimeUnit.SECONDS);
            assertThat(givenUp).isNotDone();
            timer.stop();
        }
    }

    @Test
    void aTaskBehindStuckOnesIsRunThoughTheirWatchCannotBeginAtOnce() throws Exception {
        int places = Runtime.getRuntime().availableProcessors();
        AtomicBoolean noWatch = new AtomicBoolean(true);
        TimerThread timer = new TimerThread(ThreadExhaustionTest::thread);
        DrainQueue drains = new DrainQueue(new SafeTimer(timer), () -> {});
        WorkerPool pool = new WorkerPool(
                task -> {
                    if (task instanceof Watchdog && noWatch.get()) {
                        throw new IllegalStateException("expected");
                    }
                    return thread(task);
                },
                places + 1,
                drains);
        drains.use(pool);
        for (int place = 0; place < places; place++) {
            pool.execute(end::passStubbornly);
        }
        for (int place = 0; place < places; place++) {
            end.awaitArrival();
        }
        CountDownLatch run = new CountDownLatch(1);
        pool.execute(run::countDown);
        noWatch.set(false);
        Gate.await(run);
        pool.stop();
        timer.stop();
    }

    @Test
    void aDrainThatIsPostponedAfterTheEndOfTheTimerIsRunAllTheSame() throws Exception {
        TimerThread timer = new TimerThread(ThreadExhaustionTest::thread);
        DrainQueue drains = new DrainQueue(new SafeTimer(timer), () -> {});
        drains.use(task -> {
            throw new RejectedExecutionException("expected");
        });
        CountDownLatch beforeTheEnd = new CountDownLatch(1);
        CountDownLatch afterIt = new CountDownLatch(1);
        timer.stop();
        // Schedules a retry that never comes.
        drains.postpone(beforeTheEnd::countDown);
        drains.stop();
        Gate.await(beforeTheEnd);
        drains.postpone(afterIt::countDown);
        Gate.await(afterIt);
    }

    @Test
    void threadsThatCouldNotBeStartedAreForgotten() {
        TrackingThreadFactory threads = new TrackingThreadFactory(ThreadExhaustionTest::stillborn);
        for (int tries = 0; tries < 10_000; tries++) {
            assertThat(threads.newThread(() -> {}).getState()).isEqualTo(Thread.State.NEW);
        }
        assertThat(threads.known()).hasSizeLessThan(64);
    }

    @Test
    void aThreadThatIsAboutToBeStartedIsNotForgotten() throws Exception {
        TrackingThreadFactory threads = new TrackingThreadFactory(ThreadExhaustionTest::thread);
        for (int made = 0; made < 100; made++) {
            List<Thread> aboutToStart =
                    List.of(threads.newThread(() -> {}), threads.newThread(() -> {}), threads.newThread(() -> {}));
            assertThat(threads.known()).containsAll(aboutToStart);
            for (Thread each : aboutToStart) {
                each.start();
                each.join();
            }
        }
    }
}
