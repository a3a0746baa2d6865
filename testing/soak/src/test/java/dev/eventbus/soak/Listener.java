package dev.eventbus.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.Breaker;
import dev.eventbus.BreakerPolicy;
import dev.eventbus.BusClosedException;
import dev.eventbus.Channel;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.EventContext;
import dev.eventbus.Overflow;
import dev.eventbus.RetryPolicy;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;

/** A subscription with random policies and a handler with random habits, which counts what it is given. */
final class Listener {

    private enum Habit {
        FAST,
        SLOW,
        THROWING,
        HANGING,
        RECURSING,
        ANSWERING,
        PAUSING,
        LEAVING
    }

    /**
     * Who takes the events: the bus, for a handler; a thread that reads a pull channel; or the subscriber of a
     * stream.
     */
    private enum Reading {
        NONE,
        CHANNEL,
        STREAM
    }

    private static final int HANGING_MILLIS = 100;

    private final EventBus bus;
    private final Totals totals;
    private final Executor stages;
    private final Habit habit;
    private final Overflow overflow;
    private final int concurrency;
    private final boolean keyed;
    private final Reading reading;
    private final boolean retrying;
    private final int leavesAfter;
    private final String description;
    // Handlers run before it is known here.
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();

    private final CompletableFuture<Void> finishedReading = new CompletableFuture<>();
    private final AtomicBoolean hasHung = new AtomicBoolean();
    private final AtomicLong fine = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicInteger running = new AtomicInteger();
    private final Map<Integer, Boolean> runningKeys = new ConcurrentHashMap<>();
    private final Map<List<Object>, Integer> latest = new ConcurrentHashMap<>();
    private final AtomicReference<String> broken = new AtomicReference<>();

    private Listener(EventBus bus, Totals totals, Executor stages, Random random, int number) {
        this.bus = bus;
        this.totals = totals;
        this.stages = stages;
        boolean direct = random.nextInt(10) == 0;
        overflow = Overflow.values()[random.nextInt(Overflow.values().length)];
        concurrency = direct || random.nextInt(3) > 0 ? 1 : 2 + random.nextInt(3);
        keyed = !direct && (overflow == Overflow.CONFLATE || concurrency > 1) && random.nextBoolean();
        reading = direct || concurrency > 1 || random.nextInt(3) > 0
                ? Reading.NONE
                : random.nextBoolean() ? Reading.CHANNEL : Reading.STREAM;
        int capacity = random.nextBoolean() ? 1 + random.nextInt(8) : 64 << random.nextInt(5);
        int shape = direct ? random.nextInt(2) : reading == Reading.NONE ? random.nextInt(4) : 0;
        boolean batch = shape == 3 && overflow != Overflow.CONFLATE && !keyed && capacity > 1;
        List<Habit> habits = direct ? List.of(Habit.FAST, Habit.THROWING, Habit.LEAVING) : List.of(Habit.values());
        Habit any = habits.get(random.nextInt(habits.size()));
        // Readers have nobody to throw at; the subscriber of a stream that throws has cancelled.
        boolean failing = any == Habit.THROWING || any == Habit.HANGING || any == Habit.RECURSING;
        habit = failing && (reading != Reading.NONE || shape == 2) ? Habit.SLOW : any;
        retrying = !direct && !batch && reading == Reading.NONE && random.nextInt(3) == 0;
        leavesAfter = 1 + random.nextInt(2_000);
        Class<? extends Load> type = List.of(Load.class, Load.First.class, Load.Second.class, Load.Answer.class)
                .get(random.nextInt(4));
        description = (direct ? "DIRECT" : overflow + " capacity " + capacity + " concurrency " + concurrency)
                + (keyed ? " keyed " : " ") + (batch ? "batch " : shape == 2 ? "stage " : "")
                + (reading == Reading.NONE ? "" : reading + " ") + (retrying ? "retrying " : "") + habit + " of "
                + type.getSimpleName();
        SubscriptionBuilder<? extends Load> builder = bus.subscription(type).name("listener-" + number);
        if (random.nextInt(4) == 0) {
            builder.topic(List.of("dev.**", "**.soak.*", "dev.eventbus.soak.Load*", type.getName())
                    .get(random.nextInt(4)));
        }
        if (random.nextInt(4) == 0) {
            int divisor = 2 + random.nextInt(50);
            builder.filter(event -> {
                if (event.number() % divisor == 0) {
                    throw new IllegalStateException("filter");
                }
                return event.number() % divisor != 1;
            });
        }
        if (direct) {
            builder.mode(DeliveryMode.DIRECT).priority(random.nextInt(5));
        } else {
            builder.overflow(overflow).concurrency(concurrency);
            if (overflow != Overflow.CONFLATE || keyed) {
                builder.capacity(capacity);
            }
            if (overflow == Overflow.BLOCK) {
                builder.blockFor(Duration.ofMillis(Math.max(1, random.nextInt(6) - 3)));
            }
        }
        if (keyed) {
            builder.key(Listener::key);
        }
        if (habit == Habit.HANGING) {
            builder.timeout(Duration.ofMillis(HANGING_MILLIS));
        }
        if (retrying) {
            builder.retry(RetryPolicy.maxAttempts(2 + random.nextInt(3)).delay(Duration.ofMillis(random.nextInt(2))));
        }
        if (!direct && reading == Reading.NONE && random.nextInt(6) == 0) {
            builder.breaker(BreakerPolicy.openAfterFailures(3)
                    .openFor(Duration.ofMillis(1 + random.nextInt(5)))
                    .probes(1 + random.nextInt(2))
                    .whileOpen(random.nextBoolean() ? Breaker.WhileOpen.WAIT : Breaker.WhileOpen.DROP));
        }
        switch (reading) {
            case NONE -> subscription.complete(subscribe(builder, batch, shape, capacity));
            case CHANNEL -> read(builder.channel());
            case STREAM -> subscribe(builder.flowPublisher());
        }
    }

    private <E extends Load> void read(Channel<E> channel) {
        subscription.complete(channel.subscription());
        Thread reader = Soak.quiet(
                () -> {
                    for (E event : channel) {
                        handleAll(List.of(event), null);
                    }
                    finishedReading.complete(null);
                },
                bus.name() + "-reader");
        reader.start();
    }

    private <E extends Load> void subscribe(Flow.Publisher<E> stream) {
        Set<Long> before = ids();
        stream.subscribe(new Demanding<>());
        // One thread brings listeners, so that it is the only one that is new.
        subscription.complete(bus.subscriptions().stream()
                .filter(each -> !before.contains(each.id()))
                .findFirst()
                .orElseThrow());
    }

    private Set<Long> ids() {
        return bus.subscriptions().stream().map(Subscription::id).collect(Collectors.toSet());
    }

    /** Asks for some events at a time, now and then for more than it has got. */
    private final class Demanding<E extends Load> implements Flow.Subscriber<E> {

        private Flow.Subscription source;
        private int left;

        @Override
        public void onSubscribe(Flow.Subscription demand) {
            source = demand;
            ask();
        }

        private void ask() {
            left = 1 + ThreadLocalRandom.current().nextInt(20);
            source.request(left);
        }

        @Override
        public void onNext(E event) {
            handleAll(List.of(event), null);
            if (--left == 0) {
                ask();
            }
        }

        @Override
        public void onError(Throwable failure) {
            broken.compareAndSet(null, "a stream failed: " + failure);
            finishedReading.complete(null);
        }

        @Override
        public void onComplete() {
            finishedReading.complete(null);
        }
    }

    /** Waits until what could still be read after the end has been read. */
    void awaitReading() {
        if (reading != Reading.NONE) {
            assertThat(finishedReading)
                    .as(() -> "the end of reading at " + this + ", paused: "
                            + subscription().isPaused() + ": " + subscription().stats())
                    .succeedsWithin(60, TimeUnit.SECONDS);
        }
    }

    static Listener subscribe(EventBus bus, Totals totals, Executor stages, Random random, int number) {
        return new Listener(bus, totals, stages, random, number);
    }

    private <E extends Load> Subscription subscribe(
            SubscriptionBuilder<E> builder, boolean batch, int shape, int capacity) {
        if (batch) {
            return builder.handleBatch(Math.min(capacity, 16), events -> handleAll(events, null));
        }
        return switch (shape) {
            case 1 -> builder.handle((event, context) -> handleAll(List.of(event), context));
            case 2 ->
                builder.handleAsync(event -> {
                    boolean later = ThreadLocalRandom.current().nextBoolean();
                    return later
                            ? CompletableFuture.runAsync(() -> handleAll(List.of(event), null), stages)
                            : handledNow(event);
                });
            default -> builder.handle(event -> handleAll(List.of(event), null));
        };
    }

    private CompletableFuture<Void> handledNow(Load event) {
        handleAll(List.of(event), null);
        return CompletableFuture.completedFuture(null);
    }

    private static int key(Load event) {
        return event.number() % 17;
    }

    private void handleAll(List<? extends Load> events, EventContext context) {
        if (running.incrementAndGet() > concurrency && subscription().stats().capacity() > 0) {
            broken.compareAndSet(null, "more handlers at once than " + concurrency);
        }
        for (Load event : events) {
            checkOrder(event);
        }
        if (context != null && context.attempt() == 1) {
            missed.addAndGet(context.missed());
        }
        boolean hanging = habit == Habit.HANGING && hasHung.compareAndSet(false, true);
        boolean recursing =
                habit == Habit.RECURSING && ThreadLocalRandom.current().nextInt(500) == 0;
        boolean throwing = hanging
                || recursing
                || (habit == Habit.THROWING && ThreadLocalRandom.current().nextInt(3) == 0);
        (throwing ? failed : fine).addAndGet(events.size());
        try {
            behave(events);
        } finally {
            for (Load event : events) {
                if (keyed && concurrency > 1) {
                    runningKeys.remove(key(event));
                }
            }
            running.decrementAndGet();
        }
        if (hanging) {
            hang();
        }
        if (recursing) {
            recurse(0);
        }
        if (throwing) {
            throw Listener.<RuntimeException>sneaky(
                    switch (ThreadLocalRandom.current().nextInt(6)) {
                        case 0 -> new Exception("handler");
                        case 1 -> new AssertionError("handler");
                        case 2 -> new StackOverflowError("handler");
                        case 3 -> new OutOfMemoryError("handler");
                        // A direct handler's would interrupt its publisher, and end the reading of one that reads a
                        // channel.
                        case 4 -> isDirect() ? new Exception("handler") : new InterruptedException("handler");
                        default -> new IllegalStateException("handler");
                    });
        }
    }

    /** Does not return before its deadline, and takes no notice of being interrupted for as long again. */
    private static void hang() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * HANGING_MILLIS);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
            Thread.interrupted();
        }
    }

    /** Exhausts the stack. */
    @SuppressWarnings("InfiniteRecursion") // so that it ends with an error
    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    @SuppressWarnings("unchecked") // the cast is erased
    private static <T extends Throwable> T sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    private void checkOrder(Load event) {
        boolean conflating = overflow == Overflow.CONFLATE;
        if (keyed && concurrency > 1 && runningKeys.put(key(event), true) != null) {
            broken.compareAndSet(null, "two handlers of one key at once");
        }
        if (subscription().stats().capacity() == 0 || (concurrency > 1 && !keyed) || event.isAnswer()) {
            return;
        }
        // Under CONFLATE without a key there is one, the same for all.
        List<Object> source = keyed
                ? List.of(event.publisher(), key(event), event.getClass())
                : List.of(event.publisher(), conflating);
        Integer before = latest.put(source, event.number());
        if (before != null && (retrying ? before > event.number() : before >= event.number())) {
            broken.compareAndSet(null, event + " after number " + before);
        }
    }

    private void behave(List<? extends Load> events) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        switch (habit) {
            case SLOW -> LockSupport.parkNanos(random.nextInt(20_000));
            case ANSWERING -> {
                Load event = events.get(0);
                if (!event.isAnswer() && random.nextInt(4) == 0) {
                    answer(event);
                }
            }
            case PAUSING -> {
                if (random.nextInt(500) == 0) {
                    subscription().pause();
                }
            }
            case LEAVING -> {
                if (fine.get() >= leavesAfter) {
                    subscription().cancel();
                }
            }
            default -> {}
        }
    }

    private void answer(Load event) {
        try {
            totals.note(bus.publish(new Load.Answer(-1, event.number())));
        } catch (BusClosedException closing) {
            // A stage's thread is not one of the bus, so that it cannot publish while the bus drains.
        }
    }

    private boolean isDirect() {
        return subscription().stats().capacity() == 0;
    }

    private Subscription subscription() {
        return subscription.join();
    }

    void pause() {
        if (subscription().stats().capacity() > 0) {
            subscription().pause();
        }
    }

    void resume() {
        if (subscription().stats().capacity() > 0) {
            subscription().resume();
        }
    }

    Subscription handle() {
        return subscription();
    }

    void check(SoftAssertions softly) {
        var stats = subscription().stats();
        softly.assertThat(broken).as(this::toString).hasValue(null);
        softly.assertThat(stats.inProgress())
                .as("in progress at %s: %s", this, stats)
                .isZero();
        softly.assertThat(stats.queued()).as("queued at %s: %s", this, stats).isZero();
        if (habit == Habit.HANGING) {
            // Any of its calls may be late, where processors are busy.
            softly.assertThat(stats.delivered() + stats.failed() + stats.retried())
                    .as("delivered, failed and retried at %s: %s", this, stats)
                    .isBetween(fine.get() + failed.get() - stats.conflated(), fine.get() + failed.get());
            return;
        }
        softly.assertThat(stats.delivered())
                .as("delivered at %s: %s", this, stats)
                .isEqualTo(fine.get());
        if (retrying && overflow == Overflow.CONFLATE) {
            // One that failed and waited may have been replaced.
            softly.assertThat(failed.get())
                    .as("failed at %s: %s", this, stats)
                    .isBetween(stats.failed() + stats.retried(), stats.failed() + stats.retried() + stats.conflated());
        } else {
            softly.assertThat(stats.failed() + stats.retried())
                    .as("failed and retried at %s: %s", this, stats)
                    .isEqualTo(failed.get());
        }
        softly.assertThat(stats.peakDepth()).as("depth at %s: %s", this, stats).isLessThanOrEqualTo(stats.capacity());
        softly.assertThat(missed.get()).as("missed at %s: %s", this, stats).isLessThanOrEqualTo(stats.dropped());
    }

    @Override
    public String toString() {
        return subscription().name() + " (" + description + ")";
    }
}
