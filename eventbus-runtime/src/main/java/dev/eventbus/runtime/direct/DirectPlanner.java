package dev.eventbus.runtime.direct;

import dev.eventbus.runtime.delivery.TableCall;
import dev.eventbus.runtime.index.DispatcherPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides how the direct handlers of an event are called. They are put in order, by priority and then registration; each
 * stretch of them that stands in the same order in a generated dispatcher becomes one call of that dispatcher, each stretch of
 * handlers without a slot one of a {@link CallDispatcher}, and a handler that has more to it than being called is one step. So
 * the order is always exact, and typed fields are used as far as it allows. Neighbouring stretches too short to be worth a count and
 * a call of their own are called as one.
 */
public final class DirectPlanner {

    /** By priority, high first, then by registration. */
    private static final Comparator<DirectSubscription> ORDER = new Comparator<>() {
        @Override
        public int compare(DirectSubscription one, DirectSubscription other) {
            int byPriority = Integer.compare(other.spec().priority(), one.spec().priority());
            return byPriority != 0 ? byPriority : Long.compare(one.id(), other.id());
        }
    };

    /** A dispatcher's call and count cost as much as some calls through tables, so that shorter stretches of its slots do not pay. */
    private static final int SHORT_STRETCH = 3;

    private final List<DispatcherPlan> dispatchers;
    private final List<Stretch> stretches = new ArrayList<>();

    private DirectPlanner(List<DispatcherPlan> dispatchers) {
        this.dispatchers = dispatchers;
    }

    /** Neighbours that are called together. */
    private static final class Stretch {

        /** Whose slots they have; null if they are called one by one. */
        final @Nullable DispatcherPlan dispatcher;

        /** Whether there is more to them than being called, so that nothing can be added. */
        final boolean single;

        final List<DirectSubscription> subscriptions = new ArrayList<>();
        final List<Integer> slots = new ArrayList<>();

        Stretch(@Nullable DispatcherPlan dispatcher, boolean single) {
            this.dispatcher = dispatcher;
            this.single = single;
        }

        void add(DirectSubscription subscription, int slot) {
            subscriptions.add(subscription);
            slots.add(slot);
        }

        boolean isShort() {
            return !single && (dispatcher == null || slots.size() < SHORT_STRETCH);
        }

        int lastSlot() {
            return slots.get(slots.size() - 1);
        }
    }

    /** Subscriptions in the order in which they are called. */
    public static List<DirectSubscription> inOrder(List<DirectSubscription> subscriptions) {
        List<DirectSubscription> sorted = new ArrayList<>(subscriptions);
        sorted.sort(ORDER);
        return sorted;
    }

    /** The calls of subscriptions that are in order. */
    public static DirectStep[] plan(List<DirectSubscription> inOrder, List<DispatcherPlan> dispatchers) {
        DirectPlanner planner = new DirectPlanner(dispatchers);
        for (DirectSubscription subscription : inOrder) {
            planner.add(subscription);
        }
        return planner.steps();
    }

    private void add(DirectSubscription subscription) {
        Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (subscription.spec().filtered() || subscription.spec().once()) {
            begin(new Stretch(null, true), subscription, 0);
            return;
        }
        if (subscription.call() instanceof TableCall call) {
            for (DispatcherPlan candidate : dispatchers) {
                int slot = candidate.slotOf(call.table().subscriberType().getName(), call.handler());
                if (slot >= 0) {
                    if (last != null && last.dispatcher == candidate && last.lastSlot() < slot) {
                        last.add(subscription, slot);
                    } else {
                        begin(new Stretch(candidate, false), subscription, slot);
                    }
                    return;
                }
            }
        }
        if (last != null && last.dispatcher == null && !last.single) {
            last.add(subscription, last.slots.size());
        } else {
            begin(new Stretch(null, false), subscription, 0);
        }
    }

    private void begin(Stretch stretch, DirectSubscription first, int slot) {
        stretch.add(first, slot);
        stretches.add(stretch);
    }

    private DirectStep[] steps() {
        List<DirectStep> steps = new ArrayList<>();
        Stretch merged = null;
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            boolean nextIsShort =
                    i + 1 < stretches.size() && stretches.get(i + 1).isShort();
            if (stretch.isShort() && (nextIsShort || merged != null)) {
                merged = merged != null ? merged : new Stretch(null, false);
                for (DirectSubscription subscription : stretch.subscriptions) {
                    merged.add(subscription, merged.slots.size());
                }
                if (!nextIsShort) {
                    steps.add(step(merged));
                    merged = null;
                }
            } else {
                steps.add(step(stretch));
            }
        }
        return steps.toArray(new DirectStep[0]);
    }

    private static DirectStep step(Stretch stretch) {
        List<DirectSubscription> subscriptions = stretch.subscriptions;
        DispatcherPlan plan = stretch.dispatcher;
        if (plan != null) {
            @Nullable Object[] subscribers = new Object[plan.size()];
            for (int i = 0; i < subscriptions.size(); i++) {
                subscribers[stretch.slots.get(i)] =
                        ((TableCall) subscriptions.get(i).call()).subscriber();
            }
            return DispatcherStep.of(plan.bind(subscribers), subscriptions, stretch.slots, plan.size());
        }
        return subscriptions.size() == 1
                ? new SingleStep(subscriptions.get(0))
                : DispatcherStep.of(
                        new CallDispatcher(subscriptions), subscriptions, stretch.slots, subscriptions.size());
    }
}
