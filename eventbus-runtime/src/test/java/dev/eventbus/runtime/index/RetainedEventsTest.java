package dev.eventbus.runtime.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.eventbus.Event;
import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * How many events of a type are to be retained: told by an index, or by the annotation of a type that no index knows.
 */
class RetainedEventsTest {

    @Event("first")
    record First() {}

    @Event(value = "second", version = 2, retain = 7)
    record Second() {}

    @Event(value = "most", retain = 65_536)
    record Most() {}

    @Event(value = "negative", retain = -1)
    record Negative() {}

    @Event(value = "too.many", retain = 65_537)
    record TooMany() {}

    private record Index(Consumer<IndexContents> contents) implements SubscriberIndex {

        @Override
        public int abi() {
            return ABI;
        }

        @Override
        public void describe(IndexContents told) {
            contents.accept(told);
        }
    }

    private static IndexRegistry indexed(Consumer<IndexContents> contents) {
        return new IndexRegistry(List.of(new Index(contents)), false);
    }

    @Test
    void anIndexTellsItOfTheTypeBefore() {
        String first = First.class.getName();
        String second = Second.class.getName();
        IndexRegistry registry = indexed(contents -> {
            contents.event(first, "first", 1);
            contents.retain(20);
            contents.event(second, "second", 2);
        });
        DeclaredEvent retained = new DeclaredEvent(first, "first", 1, 20);
        assertThat(registry.eventOf(First.class)).isEqualTo(retained);
        assertThat(registry.ownerOf("first")).isEqualTo(retained);
        // What the index says counts, not the annotation.
        assertThat(registry.eventOf(Second.class)).isEqualTo(new DeclaredEvent(second, "second", 2, 0));
    }

    @Test
    void ofOthersTheAnnotationTellsIt() {
        IndexRegistry registry = new IndexRegistry(List.of(), false);
        assertThat(registry.eventOf(First.class)).isEqualTo(new DeclaredEvent(First.class.getName(), "first", 1, 0));
        assertThat(registry.eventOf(Second.class)).isEqualTo(new DeclaredEvent(Second.class.getName(), "second", 2, 7));
        assertThat(registry.eventOf(Most.class)).isEqualTo(new DeclaredEvent(Most.class.getName(), "most", 1, 65_536));
    }

    @Test
    void anAnnotationOutOfRangeIsRefusedWithTheCure() {
        IndexRegistry registry = new IndexRegistry(List.of(), false);
        for (Class<?> wrong : List.of(Negative.class, TooMany.class)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> registry.eventOf(wrong))
                    .withMessageContainingAll(wrong.getName(), "To fix it", "from 0, which is none, to 65536");
        }
        assertThat(registry.ownerOf("negative")).isNull();
        assertThat(registry.ownerOf("too.many")).isNull();
    }

    @Test
    void anIndexThatMakesNoSenseEndsTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> indexed(contents -> contents.retain(1)))
                .withMessageContainingAll("of no type", "To fix it");
        assertThatIllegalStateException()
                .isThrownBy(() -> indexed(contents -> {
                    contents.event("com.acme.A", "a", 1);
                    contents.retain(65_537);
                }))
                .withMessageContainingAll("65537", "com.acme.A", "To fix it");
    }

    @Test
    void twoTypesOfOneTopicAreToldTheSameWhetherRetainedOrNot() {
        assertThatIllegalStateException()
                .isThrownBy(() -> indexed(contents -> {
                    contents.event("com.acme.A", "a", 1);
                    contents.retain(5);
                    contents.event("com.acme.B", "a", 1);
                }))
                .withMessageContainingAll("com.acme.A", "com.acme.B", "topic a in version 1");
    }
}
