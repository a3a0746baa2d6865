package dev.eventbus.processor.model;

import dev.eventbus.processor.model.DispatcherLayout.HandlerSlot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The contents of the index of a compilation. The position of each element is its number.
 *
 * @param subscribers the subscriber classes by name
 * @param events the event types by name
 * @param dispatchers the dispatchers by name of their event
 */
public record IndexPlan(
        List<SubscriberDeclaration> subscribers, List<EventDeclaration> events, List<DispatcherLayout> dispatchers) {

    /** Further handlers of an event get another dispatcher, which costs little. */
    static final int MAX_SLOTS_PER_DISPATCHER = 64;

    /**
     * Handlers of supertypes have a slot for each subtype, so that there can be as many slots as the product of the
     * two. Handlers without a dispatcher are called through their tables, which is slower but has the same effect.
     */
    static final int MAX_SLOTS = 65_536;

    /** See {@link #MAX_SLOTS}. The index names each dispatcher in its constants, of which it can have 65,535. */
    static final int MAX_DISPATCHERS = 10_000;

    private static final Comparator<HandlerSlot> ORDER_OF_CALLS = Comparator.comparing(
                    (HandlerSlot slot) -> slot.handler().delivery().priority(), Comparator.reverseOrder())
            .thenComparing(slot -> slot.declaringClass().type())
            .thenComparing(HandlerSlot::number);

    /**
     * Sorts the contents of a compilation and lays out its dispatchers.
     *
     * @param subscribers the subscriber classes
     * @param events the event types
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
     * Returns the package for the index: the shortest that contains a subscriber or event type, the first by name among
     * equals.
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

    private static List<DispatcherLayout> dispatchers(
            List<SubscriberDeclaration> subscribers, List<EventDeclaration> events) {
        SortedMap<String, EventClass> candidates = new TreeMap<>();
        Map<String, List<HandlerSlot>> slotsByEvent = new HashMap<>();
        for (int subscriber = 0; subscriber < subscribers.size(); subscriber++) {
            SubscriberDeclaration declaration = subscribers.get(subscriber);
            for (int number = 0; number < declaration.handlers().size(); number++) {
                HandlerDeclaration handler = declaration.handlers().get(number);
                EventClass event = handler.event();
                candidates.put(event.type().binaryName(), event);
                if (handler.isDispatchable()) {
                    slotsByEvent
                            .computeIfAbsent(event.type().binaryName(), name -> new ArrayList<>())
                            .add(new HandlerSlot(subscriber, declaration, number, handler));
                }
            }
        }
        for (EventDeclaration event : events) {
            candidates.put(event.event().type().binaryName(), event.event());
        }
        List<DispatcherLayout> dispatchers = new ArrayList<>();
        int slotCount = 0;
        for (EventClass event : candidates.values()) {
            List<HandlerSlot> slots = event.concrete() ? slots(event, slotsByEvent) : List.of();
            slotCount += slots.size();
            if (slotCount > MAX_SLOTS) {
                break;
            }
            for (int from = 0; from < slots.size(); from += MAX_SLOTS_PER_DISPATCHER) {
                int to = Math.min(slots.size(), from + MAX_SLOTS_PER_DISPATCHER);
                dispatchers.add(new DispatcherLayout(event, slots.subList(from, to)));
            }
        }
        return dispatchers.size() <= MAX_DISPATCHERS ? dispatchers : dispatchers.subList(0, MAX_DISPATCHERS);
    }

    /**
     * The handlers for events of exactly one class, including handlers of its supertypes, in the order of their calls.
     */
    private static List<HandlerSlot> slots(EventClass event, Map<String, List<HandlerSlot>> slotsByEvent) {
        return event.supertypes().stream()
                .flatMap(type -> slotsByEvent.getOrDefault(type, List.of()).stream())
                .sorted(ORDER_OF_CALLS)
                .toList();
    }
}
