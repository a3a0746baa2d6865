package dev.eventbus.runtime;

import dev.eventbus.Headers;
import dev.eventbus.PublishReport;
import dev.eventbus.PublishResult;
import dev.eventbus.Publisher;
import dev.eventbus.runtime.report.LossReporter;
import dev.eventbus.runtime.routing.Route;
import dev.eventbus.runtime.stream.PublishingSubscriber;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events of one type. Keeps the route of events of exactly this class, which for a final one are all there
 * are.
 *
 * @param <E> the type of events
 */
final class TypedPublisher<E> implements Publisher<E> {

    private final Publishing publishing;
    private final LossReporter reporter;
    private final @Nullable String topic;
    private final Class<E> eventType;
    // Any route that was once current, while the bus was open: who reads it looks whether it still is. Closing
    // invalidates it.
    private volatile @Nullable Route known;

    /**
     * A publisher.
     *
     * @param reporter reports the failures of streams whose events are published
     * @param topic the topic of all its events; null for their own
     */
    TypedPublisher(Publishing publishing, LossReporter reporter, @Nullable String topic, Class<E> eventType) {
        this.publishing = publishing;
        this.reporter = reporter;
        this.topic = topic;
        this.eventType = eventType;
    }

    @Override
    public PublishResult publish(E event) {
        Route route = route(event);
        return topic == null ? publishing.publish(route, event) : publishing.publishTo(route, event, Headers.empty());
    }

    @Override
    public PublishResult publish(E event, Headers headers) {
        Objects.requireNonNull(headers, "headers");
        Route route = route(event);
        return topic == null ? publishing.publish(route, event, headers) : publishing.publishTo(route, event, headers);
    }

    @Override
    public CompletionStage<PublishReport> publishAndTrack(E event) {
        return publishing.track(route(event), event, Headers.empty());
    }

    @Override
    public PublishResult publishAll(Collection<? extends E> events) {
        Object[] all = events.toArray();
        boolean ofOneClass = all.length > 0;
        for (Object event : all) {
            Objects.requireNonNull(event, "event");
            ofOneClass &= event.getClass() == eventType;
        }
        if (ofOneClass && topic == null && !publishing.carries()) {
            @SuppressWarnings("unchecked") // of exactly this class
            Route route = route((E) all[0]);
            if (route.takesMany()) {
                return publishing.publishAll(route, all);
            }
        }
        int accepted = 0;
        int dropped = 0;
        for (Object event : all) {
            @SuppressWarnings("unchecked") // the collection's elements
            PublishResult result = publish((E) event);
            accepted += result.accepted();
            dropped += result.dropped();
        }
        return PublishResult.of(accepted, dropped);
    }

    @Override
    public Flow.Subscriber<E> flowSubscriber() {
        return new PublishingSubscriber<>(this, reporter::streamFailed);
    }

    private Route route(E event) {
        Route route = known;
        // One look stands for two: closing invalidates all routes.
        if (route != null && event != null && event.getClass() == eventType && route.isCurrent()) {
            return route;
        }
        Route found = topic == null ? publishing.route(event) : publishing.route(topic, event);
        // In this order: if routes may be kept now, closing invalidates this one, which was made before.
        if (event.getClass() == eventType && publishing.mayKeepRoutes()) {
            known = found;
        }
        return found;
    }
}
