package dev.eventbus.runtime;

import dev.eventbus.BusListener;
import dev.eventbus.BusScheduler;
import dev.eventbus.ContextCarrier;
import dev.eventbus.runtime.retention.RetentionRule;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The settings of a bus; null where it makes its own. */
record BusSettings(
        String name,
        List<SubscriberIndex> indexes,
        boolean discovers,
        @Nullable Executor executor,
        @Nullable ThreadFactory threadFactory,
        int maxThreads,
        InstantSource clock,
        @Nullable BusScheduler scheduler,
        Duration closeTimeout,
        @Nullable CompletionStage<?> closeWhen,
        boolean closeOnShutdown,
        List<BusListener> listeners,
        List<RetentionRule> retention,
        List<ContextCarrier> carriers,
        int deadLetterCapacity,
        boolean deadLetterDrops) {}
