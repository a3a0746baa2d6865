package dev.eventbus.processor.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The number of dispatchers and its limits. */
class IndexPlanTest {

    private static final EventClass OBJECT =
            new EventClass(TypeReference.topLevel("java.lang", "Object"), false, Set.of("java.lang.Object"));

    private static List<SubscriberDeclaration> handlersOfObject(int count) {
        DeliveryOptions direct = new DeliveryOptions(
                "",
                1024,
                0,
                "DROP_NEWEST",
                100,
                true,
                0,
                1,
                1,
                0,
                new RetryOptions(1, 100, 2, 30_000, 0.2, List.of(), List.of()),
                new BreakerOptions(0, 0, 100, 30_000, 1, "DROP"));
        List<HandlerDeclaration> handlers = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            handlers.add(new HandlerDeclaration(
                    "on" + number, true, OBJECT, false, false, false, "name" + number, direct, null, null));
        }
        return List.of(new SubscriberDeclaration(TypeReference.topLevel("com.acme", "Handlers"), handlers, false));
    }

    private static List<EventDeclaration> events(int count) {
        List<EventDeclaration> events = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            TypeReference type = TypeReference.topLevel("com.acme", "E%05d".formatted(number));
            Set<String> supertypes = Set.of(type.binaryName(), "java.lang.Object");
            events.add(new EventDeclaration(new EventClass(type, true, supertypes), "e" + number, 1, null, 0));
        }
        return events;
    }

    private static int slots(IndexPlan plan) {
        return plan.dispatchers().stream().mapToInt(each -> each.slots().size()).sum();
    }

    @Test
    void manyHandlersOfAnEventAreDividedInOrder() {
        IndexPlan plan = IndexPlan.of(handlersOfObject(130), events(1));
        assertThat(plan.dispatchers())
                .extracting(each -> each.slots().size())
                .containsExactly(
                        IndexPlan.MAX_SLOTS_PER_DISPATCHER,
                        IndexPlan.MAX_SLOTS_PER_DISPATCHER,
                        130 - 2 * IndexPlan.MAX_SLOTS_PER_DISPATCHER);
        assertThat(plan.dispatchers().stream().flatMap(each -> each.slots().stream()))
                .extracting(DispatcherLayout.HandlerSlot::number)
                .isSorted()
                .hasSize(130);
    }

    @Test
    void limitsTheSlotsOfHandlersOfASupertype() {
        IndexPlan plan = IndexPlan.of(handlersOfObject(1_000), events(5_000));
        assertThat(slots(plan)).isEqualTo(IndexPlan.MAX_SLOTS / 1_000 * 1_000);
    }

    @Test
    void limitsTheNumberOfDispatchers() {
        IndexPlan plan = IndexPlan.of(handlersOfObject(1), events(IndexPlan.MAX_DISPATCHERS + 100));
        assertThat(plan.dispatchers()).hasSize(IndexPlan.MAX_DISPATCHERS);
    }
}
