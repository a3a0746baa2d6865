package dev.eventbus.processor.model;

import dev.eventbus.processor.model.DispatcherPlan.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that the index of a compilation contains; places are numbers.
 *
 * @param subscribers the subscriber classes by name
 * @param events the event types by name
 * @param dispatchers the dispatchers by name of their event
 */
public record IndexPlan(
        List<SubscriberDeclaration> subscribers, List<EventDeclaration> events, List<DispatcherPlan> dispatchers) {

    private static final Comparator<Slot> ORDER_OF_CALLS = Comparator.comparing(
                    (Slot slot) -> slot.handler().delivering().priority(), Comparator.reverseOrder())
            .thenComparing(slot -> slot.declaringClass().type())
            .thenComparing(Slot::number);

    /**
     * Sorts what a compilation has, and finds out which dispatchers it can have.
     *
     * @param subscribers its subscriber classes
     * @param events its event types
     * @return the plan
     */
    public static IndexPlan of(Collection<SubscriberDeclaration> subscribers, Collection<EventDeclaration> events) {
        List<SubscriberDeclaration> sortedSubscribers = subscribers.stream()
                .sorted(Comparator.comparing(SubscriberDeclaration::type))
                .toList();
        List<EventDeclaration> sortedEvents = events.stream()
                .sorted(Comparator.comparing(event -> event.event().type()))
                .toList();
        return new IndexPlan(sortedSubscribers, sortedEvents, dispatchers(sortedSubscribers, sortedEvents));
    }

    /**
     * The package for the index: the shortest that holds a subscriber or event type, the first by name among equals.
     *
     * @return the name of the package
     */
    public String shortestPackage() {
        return Stream.concat(
                        subscribers.stream().map(SubscriberDeclaration::type),
                        events.stream().map(event -> event.event().type()))
                .map(TypeReference::packageName)
                .min(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .orElse("");
    }

    private static List<DispatcherPlan> dispatchers(
            List<SubscriberDeclaration> subscribers, List<EventDeclaration> events) {
        List<Slot> slots = new ArrayList<>();
        SortedMap<String, EventType> candidates = new TreeMap<>();
        for (int subscriber = 0; subscriber < subscribers.size(); subscriber++) {
            SubscriberDeclaration declaration = subscribers.get(subscriber);
            for (int number = 0; number < declaration.handlers().size(); number++) {
                HandlerDeclaration handler = declaration.handlers().get(number);
                EventType event = handler.event();
                candidates.put(event.type().binaryName(), event);
                if (handler.dispatchable()) {
                    slots.add(new Slot(subscriber, declaration, number, handler));
                }
            }
        }
        for (EventDeclaration event : events) {
            candidates.put(event.event().type().binaryName(), event.event());
        }
        slots.sort(ORDER_OF_CALLS);
        return candidates.values().stream()
                .filter(EventType::concrete)
                .map(event -> new DispatcherPlan(
                        event, slots.stream().filter(slot -> takes(slot, event)).toList()))
                .filter(plan -> !plan.slots().isEmpty())
                .toList();
    }

    private static boolean takes(Slot slot, EventType event) {
        return event.supertypes().contains(slot.handler().event().type().binaryName());
    }
}
