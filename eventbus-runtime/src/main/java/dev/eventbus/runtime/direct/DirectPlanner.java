package dev.eventbus.runtime.direct;

import dev.eventbus.runtime.delivery.TableCall;
import dev.eventbus.runtime.index.IndexedDispatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides how the direct handlers of an event are called. They are put in order, by priority and then registration.
 * Each segment of them that has the same order in a generated dispatcher becomes one call of that dispatcher; each
 * segment of handlers without a slot becomes one call of a {@link CallDispatcher}; and a handler that needs more than a
 * call is one step. So the order is always exact, and typed fields are used as far as it allows. Neighbouring segments
 * too short to be worth a count and a call of their own are called as one.
 */
public final class DirectPlanner {

    /** By priority, high first, then by registration. */
    // ADR 12
    private static final Comparator<DirectSubscription> ORDER = new Comparator<>() {
        @Override
        public int compare(DirectSubscription one, DirectSubscription other) {
            int byPriority = Integer.compare(other.spec().priority(), one.spec().priority());
            return byPriority != 0 ? byPriority : Long.compare(one.id(), other.id());
        }
    };

    /** A dispatcher's call and count cost as much as some calls through tables: fewer of its slots do not pay. */
    private static final int MIN_DISPATCHED = 3;

    private final List<IndexedDispatcher> dispatchers;
    private final List<Segment> segments = new ArrayList<>();

    private DirectPlanner(List<IndexedDispatcher> dispatchers) {
        this.dispatchers = dispatchers;
    }

    /** Neighbours that are called together. */
    private abstract static class Segment {

        final List<DirectSubscription> subscriptions = new ArrayList<>();

        /** Whether it may be merged with its neighbours. */
        abstract boolean isShort();

        /** Adds the only subscription of a segment that follows this one, if it can be called together with this. */
        abstract boolean append(Segment next);

        abstract DirectStep step();
    }

    /** One handler with a filter, or that ends with its first event. */
    private static final class SingleSegment extends Segment {

        SingleSegment(DirectSubscription subscription) {
            subscriptions.add(subscription);
        }

        @Override
        boolean isShort() {
            return false;
        }

        @Override
        boolean append(Segment next) {
            return false;
        }

        @Override
        DirectStep step() {
            return new SingleStep(subscriptions.get(0));
        }
    }

    /** Handlers that are called through tables or lambdas. */
    private static final class TableSegment extends Segment {

        TableSegment(List<DirectSubscription> together) {
            subscriptions.addAll(together);
        }

        @Override
        boolean isShort() {
            return true;
        }

        @Override
        boolean append(Segment next) {
            return next instanceof TableSegment && subscriptions.addAll(next.subscriptions);
        }

        @Override
        DirectStep step() {
            if (subscriptions.size() == 1) {
                return new SingleStep(subscriptions.get(0));
            }
            List<Integer> slots = new ArrayList<>();
            for (int slot = 0; slot < subscriptions.size(); slot++) {
                slots.add(slot);
            }
            return DispatcherStep.of(new CallDispatcher(subscriptions), subscriptions, slots, slots.size());
        }
    }

    /** Handlers with slots of one generated dispatcher, in its order. */
    private static final class DispatcherSegment extends Segment {

        private final IndexedDispatcher dispatcher;
        private final List<Integer> slots = new ArrayList<>();

        DispatcherSegment(IndexedDispatcher dispatcher, DirectSubscription first, int slot) {
            this.dispatcher = dispatcher;
            subscriptions.add(first);
            slots.add(slot);
        }

        @Override
        boolean isShort() {
            return slots.size() < MIN_DISPATCHED;
        }

        @Override
        boolean append(Segment next) {
            return next instanceof DispatcherSegment same
                    && same.dispatcher == dispatcher
                    && slots.get(slots.size() - 1) < same.slots.get(0)
                    && slots.addAll(same.slots)
                    && subscriptions.addAll(same.subscriptions);
        }

        @Override
        DirectStep step() {
            @Nullable Object[] subscribers = new Object[dispatcher.size()];
            for (int i = 0; i < subscriptions.size(); i++) {
                subscribers[slots.get(i)] = ((TableCall) subscriptions.get(i).call()).subscriber();
            }
            return DispatcherStep.of(dispatcher.bind(subscribers), subscriptions, slots, dispatcher.size());
        }
    }

    /** Subscriptions in the order in which they are called. */
    public static List<DirectSubscription> inOrder(List<DirectSubscription> subscriptions) {
        List<DirectSubscription> sorted = new ArrayList<>(subscriptions);
        sorted.sort(ORDER);
        return sorted;
    }

    /** The calls of subscriptions that are in order. */
    public static DirectStep[] plan(List<DirectSubscription> inOrder, List<IndexedDispatcher> dispatchers) {
        DirectPlanner planner = new DirectPlanner(dispatchers);
        for (DirectSubscription subscription : inOrder) {
            planner.add(subscription);
        }
        return planner.steps();
    }

    private void add(DirectSubscription subscription) {
        Segment next = segmentOf(subscription);
        if (segments.isEmpty() || !segments.get(segments.size() - 1).append(next)) {
            segments.add(next);
        }
    }

    private Segment segmentOf(DirectSubscription subscription) {
        if (subscription.spec().filtered() || subscription.spec().once()) {
            return new SingleSegment(subscription);
        }
        if (subscription.call() instanceof TableCall call) {
            for (IndexedDispatcher candidate : dispatchers) {
                int slot = candidate.slotOf(call.table().subscriberType().getName(), call.handler());
                if (slot >= 0) {
                    return new DispatcherSegment(candidate, subscription, slot);
                }
            }
        }
        return new TableSegment(List.of(subscription));
    }

    private DirectStep[] steps() {
        List<DirectStep> steps = new ArrayList<>();
        int end;
        for (int start = 0; start < segments.size(); start = end) {
            end = start + 1;
            while (segments.get(start).isShort()
                    && end < segments.size()
                    && segments.get(end).isShort()) {
                end++;
            }
            steps.add(merged(segments.subList(start, end)).step());
        }
        return steps.toArray(new DirectStep[0]);
    }

    private static Segment merged(List<Segment> neighbours) {
        if (neighbours.size() == 1) {
            return neighbours.get(0);
        }
        List<DirectSubscription> together = new ArrayList<>();
        for (Segment segment : neighbours) {
            together.addAll(segment.subscriptions);
        }
        return new TableSegment(together);
    }
}
