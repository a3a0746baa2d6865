package dev.eventbus.runtime.lifetime;

import dev.eventbus.BreakerPolicy;
import dev.eventbus.BusClosedException;
import dev.eventbus.BusListener;
import dev.eventbus.BusScheduler;
import dev.eventbus.Channel;
import dev.eventbus.DeadLetter;
import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.EventBus;
import dev.eventbus.Headers;
import dev.eventbus.Overflow;
import dev.eventbus.Publisher;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A program with a bus of its own, in a class loader of its own: uses the bus from threads that outlive it, and
 * closes it.
 */
public final class PlugIn {

    private record Ordered(int number) {}

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int EVENTS = 50;

    private final ExecutorService threads;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<Object> owner;

    /** A program among threads, a timer and a stage of others. */
    public PlugIn(ExecutorService threads, ScheduledExecutorService timer, CompletableFuture<Object> owner) {
        this.threads = threads;
        this.timer = timer;
        this.owner = owner;
    }

    /** What it does. */
    public enum Use {
        CHANNEL,
        DIRECT,
        NESTED_DIRECT,
        TOPICS,
        TRACKED,
        BLOCK,
        PULL,
        FLOW,
        RETRY,
        TIMEOUT,
        BREAKER,
        STAGES,
        CLOSE_WHEN,
        SHUTDOWN_HOOK,
        MDC,
        EXECUTOR,
        SCHEDULER,
        BROKEN_SCHEDULER,
        LOSSES,
        SYSTEM_EVENTS,
        REPLAY,
        CLOSED_BY_OTHERS,
        PUBLISHED_AFTER_CLOSE
    }

    /** Does it, and closes the bus. */
    public void run(String use) throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(PlugIn.class.getClassLoader());
        try {
            use(Use.valueOf(use));
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private static EventBus.Builder builder() {
        return EventBus.builder().name("plug-in").closeTimeout(Duration.ofSeconds(20));
    }

    private void use(Use use) throws Exception {
        switch (use) {
            case CHANNEL -> {
                try (EventBus bus = builder().build()) {
                    bus.subscribe(Ordered.class, event -> {});
                    bus.subscribe(Integer.class, event -> {});
                    bus.subscription(Ordered.class)
                            .key(Ordered::number)
                            .concurrency(4)
                            .handle(event -> bus.publish(event.number()));
                    bus.subscription(Ordered.class).overflow(Overflow.CONFLATE).handle(event -> {});
                    bus.subscription(Ordered.class).handleBatch(8, events -> {});
                    bus.subscription(Ordered.class)
                            .overflow(Overflow.DROP_OLDEST)
                            .capacity(2)
                            .handle((event, context) -> context.missed());
                    publishFromAll(bus);
                }
            }
            case DIRECT -> {
                try (EventBus bus = builder().build()) {
                    for (int i = 0; i < 3; i++) {
                        bus.subscription(Ordered.class)
                                .mode(DeliveryMode.DIRECT)
                                .handle(event -> {});
                    }
                    bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(event -> {
                        throw new Exception("expected");
                    });
                    publishFromAll(bus);
                }
            }
            case NESTED_DIRECT -> {
                try (EventBus bus = builder().build()) {
                    bus.subscription(Ordered.class)
                            .mode(DeliveryMode.DIRECT)
                            .handle(event -> bus.publish(event.number()));
                    bus.subscription(Integer.class).mode(DeliveryMode.DIRECT).handle(event -> bus.publish("" + event));
                    bus.subscribe(String.class, event -> {});
                    publishFromAll(bus);
                }
            }
            case TOPICS -> {
                try (EventBus bus = builder().build()) {
                    bus.subscription(Object.class).topic("order.*").handle(event -> {});
                    onAll(() -> {
                        for (int i = 0; i < EVENTS; i++) {
                            bus.publishTo("order.number" + i, "an order", Headers.of("a", "b"));
                            bus.publishTo("order.number" + i, i);
                        }
                    });
                }
            }
            case TRACKED -> {
                try (EventBus bus = builder().build()) {
                    bus.subscribe(Ordered.class, event -> {});
                    bus.subscription(Ordered.class).mode(DeliveryMode.DIRECT).handle(event -> {});
                    onAll(() -> {
                        for (int i = 0; i < EVENTS; i++) {
                            bus.publishAndTrack(new Ordered(i))
                                    .toCompletableFuture()
                                    .get();
                        }
                    });
                }
            }
            case BLOCK -> {
                try (EventBus bus = builder().build()) {
                    bus.subscription(Ordered.class)
                            .capacity(1)
                            .overflow(Overflow.BLOCK)
                            .blockFor(HOUR)
                            .handle(event -> Thread.yield());
                    publishFromAll(bus);
                }
            }
            case PULL -> {
                try (EventBus bus = builder().build()) {
                    Channel<Ordered> channel =
                            bus.subscription(Ordered.class).capacity(4096).channel();
                    Future<?> received = threads.submit(() -> {
                        for (int i = 0; i < EVENTS; i++) {
                            channel.receive(HOUR);
                        }
                        return channel.receive(Duration.ofMillis(1));
                    });
                    publishFromAll(bus);
                    received.get();
                }
            }
            case FLOW -> {
                try (EventBus bus = builder().build()) {
                    Reader reader = new Reader();
                    bus.subscription(Ordered.class).flowPublisher().subscribe(reader);
                    publishFromAll(bus);
                    onAll(() -> reader.subscription.get().request(10));
                    reader.subscription.get().cancel();
                }
            }
            case RETRY ->
                failing(
                        builder().scheduler(livingScheduler()),
                        RetryPolicy.maxAttempts(3).delay(HOUR).maxDelay(HOUR));
            case TIMEOUT -> {
                try (EventBus bus = builder().scheduler(livingScheduler()).build()) {
                    bus.subscription(Ordered.class).timeout(HOUR).handle(event -> {});
                    publishFromAll(bus);
                }
            }
            case BREAKER -> {
                EventBus bus = builder().scheduler(livingScheduler()).build();
                CountDownLatch failed = new CountDownLatch(1);
                bus.subscription(Ordered.class)
                        .breaker(BreakerPolicy.openAfterFailures(1).openFor(HOUR))
                        .handle(event -> {
                            failed.countDown();
                            throw new Exception("expected");
                        });
                publishFromAll(bus);
                failed.await();
                bus.close(Duration.ofMillis(200));
            }
            case STAGES -> {
                try (EventBus bus = builder().build()) {
                    bus.subscription(Ordered.class)
                            .timeout(HOUR)
                            .handleAsync(event -> CompletableFuture.supplyAsync(() -> event, threads));
                    bus.subscription(Ordered.class)
                            .handleAsync(event ->
                                    CompletableFuture.supplyAsync(() -> event).orTimeout(1, TimeUnit.HOURS));
                    publishFromAll(bus);
                }
            }
            case CLOSE_WHEN -> {
                try (EventBus bus = builder().closeWhen(owner).build()) {
                    bus.subscribe(Ordered.class, event -> {});
                    publishFromAll(bus);
                }
            }
            case SHUTDOWN_HOOK -> {
                try (EventBus bus = builder().closeOnShutdown().build()) {
                    bus.subscribe(Ordered.class, event -> {});
                    publishFromAll(bus);
                }
            }
            case MDC -> {
                try (EventBus bus = builder().carryMdc().build()) {
                    bus.subscribe(Ordered.class, event -> {});
                    publishFromAll(bus);
                }
            }
            case EXECUTOR -> {
                try (EventBus bus = builder().executor(threads).build()) {
                    bus.subscribe(Ordered.class, event -> {});
                    bus.subscribe(Ordered.class, event -> bus.publish(event.number()));
                    publishFromAll(bus);
                }
            }
            case SCHEDULER -> {
                try (EventBus bus = builder().scheduler(livingScheduler()).build()) {
                    lose(bus);
                }
            }
            case BROKEN_SCHEDULER ->
                failing(
                        builder().scheduler(brokenScheduler()),
                        RetryPolicy.maxAttempts(3).delay(HOUR).maxDelay(HOUR));
            case LOSSES -> {
                try (EventBus bus = builder()
                        .listener(new BusListener() {
                            @Override
                            public void onDropped(Subscription subscription, DropReason reason, long count) {
                                throw new IllegalStateException("expected");
                            }
                        })
                        .build()) {
                    lose(bus);
                }
            }
            case SYSTEM_EVENTS -> {
                try (EventBus bus = builder().build()) {
                    bus.subscribe(DeadLetter.class, letter -> {});
                    lose(bus);
                    onAll(() -> bus.publish("nobody listens"));
                    bus.deadLetters().redriveAll();
                }
            }
            case REPLAY -> {
                try (EventBus bus = builder().retain(Ordered.class, 10).build()) {
                    publishFromAll(bus);
                    bus.subscription(Ordered.class).replay(10).handle(event -> {});
                }
            }
            case CLOSED_BY_OTHERS -> {
                EventBus bus = builder().build();
                bus.subscribe(Ordered.class, event -> {});
                publishFromAll(bus);
                onAll(bus::close);
            }
            case PUBLISHED_AFTER_CLOSE -> {
                EventBus bus = builder().build();
                bus.subscribe(Ordered.class, event -> {});
                Publisher<Ordered> publisher = bus.publisher(Ordered.class);
                publishFromAll(bus);
                bus.close();
                onAll(() -> {
                    refused(() -> bus.publish(new Ordered(1)));
                    refused(() -> bus.publish('c'));
                    refused(() -> bus.publishTo("a.topic", 1L));
                    refused(() -> publisher.publish(new Ordered(1)));
                    bus.hasSubscribers(Double.class);
                    bus.deadLetters().snapshot();
                });
            }
        }
    }

    private void failing(EventBus.Builder builder, RetryPolicy retry) throws Exception {
        EventBus bus = builder.build();
        CountDownLatch failed = new CountDownLatch(2);
        bus.subscription(Ordered.class).retry(retry).handle(event -> {
            failed.countDown();
            throw new Exception("expected");
        });
        bus.subscription(Ordered.class)
                .retry(retry)
                .key(Ordered::number)
                .concurrency(2)
                .handle(event -> {
                    failed.countDown();
                    throw new Exception("expected");
                });
        bus.publish(new Ordered(1));
        failed.await();
        bus.close(Duration.ofMillis(200));
    }

    private void lose(EventBus bus) throws Exception {
        Subscription held = bus.subscription(Ordered.class).capacity(1).handle(event -> {});
        held.pause();
        bus.subscription(Ordered.class).handle(event -> {
            throw new Exception("expected");
        });
        publishFromAll(bus);
    }

    private static void refused(Runnable publish) {
        try {
            publish.run();
        } catch (BusClosedException expected) {
            return;
        }
        throw new AssertionError("accepted by a closed bus");
    }

    private void publishFromAll(EventBus bus) throws Exception {
        onAll(() -> {
            Publisher<Ordered> publisher = bus.publisher(Ordered.class);
            for (int i = 0; i < EVENTS; i++) {
                bus.publish(new Ordered(i));
                bus.publish(i);
                publisher.publishAll(List.of(new Ordered(i), new Ordered(i)));
            }
        });
    }

    private interface Task {
        void run() throws Exception;
    }

    /** Does the same in each of the threads, this one, and those of the common pool. */
    private void onAll(Task task) throws Exception {
        int others = LoaderTest.THREADS;
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            done.add(threads.submit(() -> {
                task.run();
                return null;
            }));
        }
        done.add(CompletableFuture.runAsync(() -> {
            try {
                task.run();
            } catch (Exception failure) {
                throw new IllegalStateException(failure);
            }
        }));
        task.run();
        for (Future<?> each : done) {
            each.get();
        }
    }

    private BusScheduler livingScheduler() {
        return new BusScheduler() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Cancellable schedule(Runnable task, long delayNanos) {
                Future<?> scheduled = timer.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
                return () -> scheduled.cancel(false);
            }
        };
    }

    private static BusScheduler brokenScheduler() {
        return new BusScheduler() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public Cancellable schedule(Runnable task, long delayNanos) {
                throw new IllegalStateException("expected");
            }
        };
    }

    private static final class Reader implements Flow.Subscriber<Ordered> {

        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription.complete(begun);
        }

        @Override
        public void onNext(Ordered event) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
