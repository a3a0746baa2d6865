package dev.eventbus.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.BusClosedException;
import dev.eventbus.BusListener;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.PublishReport;
import dev.eventbus.Publisher;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.testing.Publishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.SoftAssertions;

/** One bus with random listeners and publishers, from its start to its close, and the sums afterwards. */
final class Soak {

    private static final int PUBLISHERS = 3;

    private final Random random;
    private final String name;
    private final EventBus bus;
    private final int size;
    private final int events;
    // Null for one that runs its handlers in threads of its own.
    private final UnreliableExecutor executor;
    private final boolean closesEarly;
    private final Totals totals = new Totals();
    private final ExecutorService stages;
    private final List<Listener> listeners = new ArrayList<>();

    private Soak(long seed, Random random, int size, int events, boolean unreliable) {
        this.random = random;
        this.size = size;
        this.events = events;
        closesEarly = random.nextInt(4) == 0;
        name = "soak-" + seed;
        stages = Executors.newFixedThreadPool(2, task -> quiet(task, name + "-stage"));
        executor = unreliable ? new UnreliableExecutor(name + "-executor", new Random(random.nextLong())) : null;
        AtomicInteger threads = new AtomicInteger();
        Random jumps = new Random(seed);
        EventBus.Builder builder = EventBus.builder();
        if (executor != null) {
            builder.executor(executor);
        }
        bus = builder.name(name)
                .clock(() -> {
                    int jump = jumps.nextInt();
                    if (jump % 100 == 0) {
                        throw new IllegalStateException("clock");
                    }
                    return Instant.ofEpochSecond(jump);
                })
                .threadFactory(task -> {
                    Thread thread = new Thread(task, "eventbus-" + name + "-" + threads.incrementAndGet());
                    thread.setDaemon(true);
                    // Handlers throw errors on purpose, which threads are told.
                    thread.setUncaughtExceptionHandler((of, failure) -> {});
                    return thread;
                })
                .listener(new BusListener() {
                    @Override
                    public void onDropped(Subscription subscription, DropReason reason, long count) {
                        throw new IllegalStateException("listener");
                    }
                })
                .build();
    }

    /** A bus with many listeners and events. */
    static Soak big(long seed) {
        return new Soak(seed, spread(seed), 50, 10_000, false);
    }

    /** A bus with any number of listeners and some events, and perhaps with an executor that is not to be relied on. */
    static Soak small(long seed) {
        Random random = spread(seed);
        return new Soak(seed, random, 1 + random.nextInt(20), 200 + random.nextInt(1_500), random.nextBoolean());
    }

    /** The first numbers of neighbouring seeds are alike. */
    private static Random spread(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** A thread that does not print what handlers throw on purpose. */
    static Thread quiet(Runnable task, String threadName) {
        Thread thread = new Thread(task, threadName);
        thread.setUncaughtExceptionHandler((of, failure) -> {});
        return thread;
    }

    /**
     * Runs it.
     *
     * @return how many events matched, over all subscriptions
     */
    long run() throws Exception {
        // What runs in its callers runs in this one too.
        Thread.currentThread().setUncaughtExceptionHandler((of, failure) -> {});
        for (int number = 0; number < size; number++) {
            listeners.add(Listener.subscribe(bus, totals, stages, random, number));
        }
        long[] seeds = random.longs(PUBLISHERS).toArray();
        Publishers publishers = Publishers.start(PUBLISHERS, publisher -> {
            // What handlers throw on purpose is not printed.
            Thread.currentThread().setUncaughtExceptionHandler((of, failure) -> {});
            publish(publisher, new Random(seeds[publisher]));
        });
        disturb(publishers);
        if (!closesEarly) {
            publishers.join();
            // What waits for ever: paused channels. Some are left to be discarded.
            listeners.forEach(listener -> {
                if (random.nextInt(3) > 0) {
                    listener.resume();
                }
            });
        }
        bus.close(closesEarly && random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(60));
        publishers.join();
        stages.shutdown();
        assertThat(stages.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        awaitHandlers();
        for (Listener listener : listeners) {
            listener.awaitReading();
        }
        assertThat(executor == null || executor.end()).isTrue();
        return check();
    }

    private void publish(int publisher, Random own) {
        Publisher<Load.First> handle = bus.publisher(Load.First.class);
        try {
            for (int number = 0; number < events; number++) {
                // Of many at once that are cut off in the middle nobody is told what became of the first.
                switch (own.nextInt(closesEarly ? 4 : 12)) {
                    case 0 -> totals.note(bus.publishAndTrack(new Load.First(publisher, number)));
                    case 1, 2, 3 -> totals.note(handle.publish(new Load.First(publisher, number)));
                    case 11 ->
                        totals.note(handle.publishAll(
                                List.of(new Load.First(publisher, number), new Load.First(publisher, ++number))));
                    case 4, 5, 6, 7 -> totals.note(bus.publish(new Load.Second(publisher, number)));
                    default -> totals.note(bus.publish(new Load.First(publisher, number)));
                }
                if (own.nextInt(1_000) == 0) {
                    LockSupport.parkNanos(own.nextInt(1_000_000));
                }
            }
        } catch (BusClosedException closedEarly) {
            // As it should be: nothing was accepted by that publish.
        }
    }

    /** Pauses, resumes and cancels listeners, and brings new ones, while the publishers publish. */
    private void disturb(Publishers publishers) {
        int steps = closesEarly ? random.nextInt(100) : Integer.MAX_VALUE;
        for (int step = 0; step < steps && publishers.areRunning(); step++) {
            Listener some = listeners.get(random.nextInt(listeners.size()));
            switch (random.nextInt(8)) {
                case 0, 1 -> some.pause();
                case 2 -> {
                    if (random.nextInt(50) == 0) {
                        some.handle().cancel();
                        listeners.add(Listener.subscribe(bus, totals, stages, random, listeners.size()));
                    }
                }
                default -> some.resume();
            }
            LockSupport.parkNanos(random.nextInt(200_000));
        }
    }

    /** Handlers that were running when the time to close was up finish on their own. */
    private void awaitHandlers() {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < patience
                && listeners.stream()
                        .anyMatch(listener -> listener.handle().stats().inProgress() > 0)) {
            LockSupport.parkNanos(100_000);
        }
    }

    private long check() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        listeners.forEach(listener -> listener.check(softly));
        long trackedMatches = 0;
        for (CompletionStage<PublishReport> stage : totals.tracked()) {
            trackedMatches += stage.toCompletableFuture()
                    .get(60, TimeUnit.SECONDS)
                    .deliveries()
                    .size();
        }
        long matched = listeners.stream()
                .map(listener -> listener.handle().stats())
                .mapToLong(SubscriptionStats::matched)
                .sum();
        softly.assertThat(matched)
                .as("matched at all listeners = what publishers were told")
                .isEqualTo(totals.accepted() + totals.dropped() + trackedMatches);
        softly.assertThat(bus.subscriptions()).as("subscriptions left behind").isEmpty();
        softly.assertThat(threadsLeft()).as("threads left behind").isEmpty();
        softly.assertAll();
        return matched;
    }

    /** The threads of the bus and all about it that do not end. */
    private List<Thread> threadsLeft() throws InterruptedException {
        List<Thread> left = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains(name + "-")) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                if (thread.isAlive()) {
                    left.add(thread);
                }
            }
        }
        return left;
    }
}
