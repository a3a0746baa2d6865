package dev.eventbus.runtime.routing;

import dev.eventbus.runtime.channel.DirectSubscription;
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
 * the order is always exact, and typed fields are used as far as it allows.
 */
final class DirectPlanner {

    /** By priority, high first, then by registration. */
    private static final Comparator<DirectSubscription> ORDER = new Comparator<>() {
        @Override
        public int compare(DirectSubscription one, DirectSubscription other) {
            int byPriority = Integer.compare(other.spec().priority(), one.spec().priority());
            return byPriority != 0 ? byPriority : Long.compare(one.id(), other.id());
        }
    };

    private final List<DispatcherPlan> dispatchers;
    private final List<DirectStep> steps = new ArrayList<>();

    // The stretch that is being collected.
    private @Nullable DispatcherPlan dispatcher;
    private final List<DirectSubscription> stretch = new ArrayList<>();
    private final List<Integer> slots = new ArrayList<>();

    private DirectPlanner(List<DispatcherPlan> dispatchers) {
        this.dispatchers = dispatchers;
    }

    /** Subscriptions in the order in which they are called. */
    static List<DirectSubscription> inOrder(List<DirectSubscription> subscriptions) {
        List<DirectSubscription> sorted = new ArrayList<>(subscriptions);
        sorted.sort(ORDER);
        return sorted;
    }

    /** The calls of subscriptions that are in order. */
    static DirectStep[] plan(List<DirectSubscription> inOrder, List<DispatcherPlan> dispatchers) {
        DirectPlanner planner = new DirectPlanner(dispatchers);
        for (DirectSubscription subscription : inOrder) {
            planner.add(subscription);
        }
        planner.endStretch();
        return planner.steps.toArray(new DirectStep[0]);
    }

    private void add(DirectSubscription subscription) {
        if (subscription.spec().filtered() || subscription.spec().once()) {
            endStretch();
            steps.add(new SingleStep(subscription));
            return;
        }
        if (subscription.call() instanceof TableCall call) {
            for (DispatcherPlan candidate : dispatchers) {
                int slot = candidate.slotOf(call.table().subscriberType().getName(), call.handler());
                if (slot >= 0) {
                    if (candidate != dispatcher || slot <= slots.get(slots.size() - 1)) {
                        endStretch();
                        dispatcher = candidate;
                    }
                    stretch.add(subscription);
                    slots.add(slot);
                    return;
                }
            }
        }
        if (dispatcher != null) {
            endStretch();
        }
        slots.add(stretch.size());
        stretch.add(subscription);
    }

    private void endStretch() {
        if (dispatcher != null) {
            @Nullable Object[] subscribers = new Object[dispatcher.size()];
            for (int i = 0; i < stretch.size(); i++) {
                subscribers[slots.get(i)] = ((TableCall) stretch.get(i).call()).subscriber();
            }
            steps.add(DispatcherStep.of(dispatcher.bind(subscribers), stretch, slots, dispatcher.size()));
        } else if (stretch.size() == 1) {
            steps.add(new SingleStep(stretch.get(0)));
        } else if (!stretch.isEmpty()) {
            steps.add(DispatcherStep.of(new CallDispatcher(stretch), stretch, slots, stretch.size()));
        }
        dispatcher = null;
        stretch.clear();
        slots.clear();
    }
}
