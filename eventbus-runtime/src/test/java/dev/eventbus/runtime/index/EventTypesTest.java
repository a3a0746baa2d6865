package dev.eventbus.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.Event;
import dev.eventbus.EventBus;
import dev.eventbus.EventType;
import dev.eventbus.EventTypes;
import dev.eventbus.spi.generated.EventDescriptor;
import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;
import org.junit.jupiter.api.Test;

/** Which type belongs to which topic and version. */
class EventTypesTest {

    @Event("order.created")
    record Indexed() {}

    @Event(value = "order.created", version = 2)
    record Newer() {}

    @Event(value = "order.created", version = 2)
    record Rival() {}

    private static final class Index implements SubscriberIndex {
        @Override
        public int abi() {
            return ABI;
        }

        @Override
        public void describe(IndexContents contents) {
            contents.event(Indexed.class.getName(), "order.created", 1);
        }

        @Override
        public EventDescriptor event(int event) {
            return () -> Indexed.class;
        }
    }

    @Test
    void typesOfIndexesAreKnownAtOnceAndOthersWhenTheyAreMet() {
        try (EventBus bus = EventBus.builder().index(new Index()).build()) {
            EventTypes types = bus.eventTypes();
            EventType indexed = types.find("order.created", 1);
            assertThat(indexed.className()).isEqualTo(Indexed.class.getName());
            assertThat(indexed.type()).isSameAs(Indexed.class);
            assertThat(types.find("order.created", 2)).isNull();
            assertThat(types.find("no.such.topic", 1)).isNull();
            assertThat(types.of(String.class)).isNull();

            bus.publish(new Newer());
            EventType newer = types.find("order.created", 2);
            assertThat(newer.type()).isSameAs(Newer.class);
            assertThat(newer.version()).isEqualTo(2);
            assertThat(types.of(Newer.class).topic()).isEqualTo("order.created");
            assertThat(types.all()).extracting(EventType::version).containsExactly(1, 2);
        }
    }

    @Test
    void twoTypesOfOneTopicAndVersionAreRefusedNamingBoth() {
        try (EventBus bus = EventBus.builder().build()) {
            bus.publish(new Newer());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.publish(new Rival()))
                    .withMessageContainingAll(Newer.class.getName(), Rival.class.getName(), "order.created");
        }
    }
}
