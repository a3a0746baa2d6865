package dev.eventbus.runtime;

import dev.eventbus.BusListener;
import dev.eventbus.BusScheduler;
import dev.eventbus.ContextCarrier;
import dev.eventbus.EventBus;
import dev.eventbus.internal.TopicName;
import dev.eventbus.runtime.delivery.MdcCarrier;
import dev.eventbus.runtime.index.DeclaredEvent;
import dev.eventbus.runtime.index.IndexDiscovery;
import dev.eventbus.runtime.retention.RetentionRule;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a bus; each method refuses values that make no sense. */
final class BusBuilder implements EventBus.Builder {

    private static final int DEFAULT_MAX_THREADS = 4_096;
    private static final int DEFAULT_DEAD_LETTERS = 1_024;
    private static final int MAX_DEAD_LETTERS = 1 << 20;
    private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final AtomicInteger UNNAMED = new AtomicInteger();

    private final List<SubscriberIndex> indexes = new ArrayList<>();
    private boolean discovers;
    private @Nullable String name;
    private @Nullable Executor executor;
    private @Nullable ThreadFactory threadFactory;
    private int maxThreads = DEFAULT_MAX_THREADS;
    private InstantSource clock = InstantSource.system();
    private @Nullable BusScheduler scheduler;
    private Duration closeTimeout = DEFAULT_CLOSE_TIMEOUT;
    private @Nullable CompletionStage<?> closeWhen;
    private final List<BusListener> listeners = new ArrayList<>();
    private boolean closeOnShutdown;
    private final List<ContextCarrier> carriers = new ArrayList<>();
    private int deadLetterCapacity = DEFAULT_DEAD_LETTERS;
    private boolean deadLetterDrops;
    private final Map<Object, RetentionRule> retention = new LinkedHashMap<>();

    @Override
    public EventBus.Builder index(SubscriberIndex... added) {
        for (SubscriberIndex index : Objects.requireNonNull(added, "indexes")) {
            indexes.add(Objects.requireNonNull(index, "index"));
        }
        return this;
    }

    @Override
    public EventBus.Builder discoverIndexes() {
        indexes.addAll(IndexDiscovery.find());
        discovers = true;
        return this;
    }

    @Override
    public EventBus.Builder discoverIndexes(ClassLoader loader) {
        indexes.addAll(IndexDiscovery.find(Objects.requireNonNull(loader, "loader")));
        discovers = true;
        return this;
    }

    @Override
    public EventBus.Builder name(String busName) {
        if (Objects.requireNonNull(busName, "name").isBlank()) {
            throw new IllegalArgumentException("The name of a bus must not be blank.");
        }
        name = busName;
        return this;
    }

    @Override
    public EventBus.Builder executor(Executor drainExecutor) {
        executor = Objects.requireNonNull(drainExecutor, "executor");
        return this;
    }

    @Override
    public EventBus.Builder threadFactory(ThreadFactory factory) {
        threadFactory = Objects.requireNonNull(factory, "threadFactory");
        return this;
    }

    @Override
    public EventBus.Builder maxThreads(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("maxThreads must be at least 1, but is " + limit + ".");
        }
        maxThreads = limit;
        return this;
    }

    @Override
    public EventBus.Builder clock(InstantSource source) {
        clock = Objects.requireNonNull(source, "clock");
        return this;
    }

    @Override
    public EventBus.Builder scheduler(BusScheduler busScheduler) {
        scheduler = Objects.requireNonNull(busScheduler, "scheduler");
        return this;
    }

    @Override
    public EventBus.Builder closeTimeout(Duration timeout) {
        if (Objects.requireNonNull(timeout, "closeTimeout").isNegative()) {
            throw new IllegalArgumentException("closeTimeout must not be negative, but is " + timeout + ".");
        }
        closeTimeout = timeout;
        return this;
    }

    @Override
    public EventBus.Builder closeWhen(CompletionStage<?> end) {
        closeWhen = Objects.requireNonNull(end, "end");
        return this;
    }

    @Override
    public EventBus.Builder closeOnShutdown() {
        closeOnShutdown = true;
        return this;
    }

    @Override
    public EventBus.Builder listener(BusListener busListener) {
        listeners.add(Objects.requireNonNull(busListener, "listener"));
        return this;
    }

    @Override
    public EventBus.Builder deadLetterCapacity(int capacity) {
        if (capacity < 0 || capacity > MAX_DEAD_LETTERS) {
            throw new IllegalArgumentException(
                    "deadLetterCapacity must be from 0 to " + MAX_DEAD_LETTERS + ", but is " + capacity + ".");
        }
        deadLetterCapacity = capacity;
        return this;
    }

    @Override
    public EventBus.Builder deadLetterDrops(boolean kept) {
        deadLetterDrops = kept;
        return this;
    }

    @Override
    public EventBus.Builder retain(Class<?> eventType, int count) {
        Objects.requireNonNull(eventType, "eventType");
        retention.put(eventType, new RetentionRule(eventType, null, retained(count)));
        return this;
    }

    @Override
    public EventBus.Builder retain(String topic, int count) {
        TopicName.check(Objects.requireNonNull(topic, "topic"));
        retention.put(topic, new RetentionRule(null, topic, retained(count)));
        return this;
    }

    private static int retained(int count) {
        if (count < 1 || count > DeclaredEvent.MOST_RETAINED) {
            throw new IllegalArgumentException("The number of retained events must be from 1 to "
                    + DeclaredEvent.MOST_RETAINED + ", but is " + count + ".");
        }
        return count;
    }

    @Override
    public EventBus.Builder carry(ContextCarrier carrier) {
        carriers.add(Objects.requireNonNull(carrier, "carrier"));
        return this;
    }

    @Override
    public EventBus.Builder carryMdc() {
        return carry(new MdcCarrier());
    }

    @Override
    public EventBus build() {
        String busName = name != null ? name : "bus-" + UNNAMED.incrementAndGet();
        return ChannelEventBus.open(new BusSettings(
                busName,
                List.copyOf(indexes),
                discovers,
                executor,
                threadFactory,
                maxThreads,
                clock,
                scheduler,
                closeTimeout,
                closeWhen,
                closeOnShutdown,
                List.copyOf(listeners),
                List.copyOf(retention.values()),
                List.copyOf(carriers),
                deadLetterCapacity,
                deadLetterDrops));
    }
}
