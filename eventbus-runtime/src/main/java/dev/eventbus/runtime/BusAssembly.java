package dev.eventbus.runtime;

import dev.eventbus.ContextCarrier;
import dev.eventbus.runtime.deadletter.DeadLetterPublisher;
import dev.eventbus.runtime.deadletter.DeadLetterStore;
import dev.eventbus.runtime.delivery.CarriedContext.ContextCarriers;
import dev.eventbus.runtime.execution.IdleSignal;
import dev.eventbus.runtime.execution.SafeClock;
import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.runtime.report.LossReporter;
import dev.eventbus.runtime.report.UnhandledTopics;
import dev.eventbus.runtime.retention.Retention;
import dev.eventbus.runtime.routing.BusState;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.routing.SystemEvents;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of one bus, each made after those that it needs. */
final class BusAssembly {

    final BusThreads threads;
    final IndexRegistry indexes;
    final Retention retention;
    final SubscriptionTable table = new SubscriptionTable();
    final BusState state;
    final Router router;
    final IdleSignal idle = new IdleSignal();
    final LossReporter reporter;
    final Publishing publishing;
    final DeadLetterPublisher deadLetterPublisher;
    final DeadLetterStore deadLetterStore;
    final SubscriptionRegistry registry;
    final Subscribing subscribing;

    BusAssembly(BusSettings settings) {
        String name = settings.name();
        InstantSource clock = new SafeClock(settings.clock());
        indexes = new IndexRegistry(settings.indexes(), settings.discovers());
        threads = new BusThreads(settings);
        reporter = threads.reporter();
        retention = new Retention(settings.retention());
        state = new BusState(name, table);
        router = new Router(table, indexes, retention, threads.scheduler(), threads);
        SystemEvents systemEvents = new SystemEvents(router, state, clock);
        publishing = new Publishing(
                state,
                router,
                retention,
                clock,
                carriers(settings.carriers()),
                threads.drains(),
                systemEvents,
                new UnhandledTopics(name, threads.notificationThread()));
        deadLetterPublisher = new DeadLetterPublisher(table, router, threads.notificationThread(), idle, systemEvents);
        deadLetterStore = new DeadLetterStore(
                settings.deadLetterCapacity(), settings.deadLetterDrops(), clock, deadLetterPublisher);
        registry = new SubscriptionRegistry(name, table, router);
        threads.drains().whenStranded(registry);
        LossSink losses = new LossSink(deadLetterStore, reporter, idle, registry);
        SubscriptionFactory factory = new SubscriptionFactory(
                state, indexes, retention, threads.drains(), threads.scheduler(), threads.timer(), losses);
        subscribing = new Subscribing(indexes, retention, router, factory, registry, reporter);
    }

    private @Nullable ContextCarriers carriers(List<ContextCarrier> carriers) {
        return carriers.isEmpty() ? null : CarrierFailures.reportedOf(carriers, reporter);
    }

    // ADR 12: not a method reference, and not made here.
    private record CarrierFailures(LossReporter reporter) implements ContextCarriers.FailureListener {

        static ContextCarriers reportedOf(List<ContextCarrier> carriers, LossReporter reporter) {
            return new ContextCarriers(carriers, new CarrierFailures(reporter));
        }

        @Override
        public void failed(Throwable failure) {
            reporter.carrierFailed(failure);
        }
    }
}
