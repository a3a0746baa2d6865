package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.spi.generated.DirectFailure;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated classes stay within the limits of class files. */
class ManyTest {

    @TempDir
    private Path directory;

    @Test
    void twoThousandHandlersInAClass() throws ReflectiveOperationException, IOException {
        StringBuilder source = new StringBuilder("""
                package com.acme;

                import dev.eventbus.DeliveryMode;
                import dev.eventbus.Subscribe;

                class Big {
                    int called = -1;
                """);
        for (int number = 0; number < 2000; number++) {
            String mode = number % 2 == 0 ? "" : "mode = DeliveryMode.DIRECT, ";
            source.append("    @Subscribe(%stopic = \"t%d\")\n    void on%04d(String event) { called = %d; }\n\n"
                    .formatted(mode, number, number, number));
        }
        Javac.Result result = new Javac(directory.resolve("classes"))
                .classPath(Javac.api())
                .compile(Map.of("com/acme/Big.java", source.append("}\n").toString()));

        assertThat(result.messages()).isEmpty();
        try (Loaded loaded = new Loaded(result.output())) {
            SubscriberIndex index = loaded.index("com.acme.EventBusIndex");
            HandlerTable table = index.table(0);
            HandlerSpec[] handlers = table.handlers();
            assertThat(handlers).hasSize(2000);
            Object big = loaded.make("com.acme.Big");
            for (int number : new int[] {0, 16, 998, 1998}) {
                assertThat(handlers[number].topic()).isEqualTo("t" + number);
                table.deliver(number, big, new RecordedDelivery("x"));
                assertThat(big).hasFieldOrPropertyWithValue("called", number);
            }
            for (int number : new int[] {-1, 1, 17, 2000}) {
                RecordedDelivery delivery = new RecordedDelivery("x");
                assertThatIllegalArgumentException().isThrownBy(() -> table.deliver(number, big, delivery));
                assertThat(delivery.failures).isEmpty();
                assertThat(delivery.next()).isEqualTo("x");
            }
            Object[] slots = new Object[1000 % 64];
            slots[slots.length - 1] = big;
            assertThat(index.dispatcher(1000 / 64, slots).dispatch("x", null)).isNull();
            assertThat(big).hasFieldOrPropertyWithValue("called", 1999);
        }
    }

    /**
     * As many subscriber classes and events as the property {@code many} says. The default is enough to divide an index
     * into nested classes; {@code -Dmany=5000} is the size that is promised to work, and takes a minute or two.
     */
    @Test
    void manySubscriberClassesAndEvents() throws ReflectiveOperationException, IOException {
        int many = Integer.getInteger("many", 1_030);
        Map<String, String> sources = new HashMap<>();
        for (int number = 0; number < many; number++) {
            sources.put("com/acme/S%04d.java".formatted(number), """
                    package com.acme;

                    import dev.eventbus.DeliveryMode;
                    import dev.eventbus.Event;
                    import dev.eventbus.Subscribe;

                    @Event("e%1$d")
                    record S%1$04d() {
                        @Subscribe(name = "first %1$d", mode = DeliveryMode.DIRECT)
                        void a(S%1$04d event) { throw new IllegalStateException("%1$d"); }

                        @Subscribe(name = "second %1$d")
                        void b(S%1$04d event) {}

                        @Subscribe
                        void c(S%1$04d event) {}

                        @Subscribe
                        void d(S%1$04d event) {}

                        @Subscribe
                        void e(S%1$04d event) {}
                    }
                    """.formatted(number));
        }
        Javac.Result result =
                new Javac(directory.resolve("classes")).classPath(Javac.api()).compile(sources);

        assertThat(result.messages()).isEmpty();
        assertThat(result.has("com/acme/EventBusIndex$Contents1.class")).isTrue();
        assertThat(result.has("com/acme/EventBusIndex$Tables1.class")).isTrue();
        try (Loaded loaded = new Loaded(result.output())) {
            SubscriberIndex index = loaded.index("com.acme.EventBusIndex");
            assertThat(loaded.described("com.acme.EventBusIndex"))
                    .hasSize(6 * many)
                    .containsSequence(
                            "subscriber com.acme.S1024",
                            "name first 1024",
                            "name second 1024",
                            "subscriber com.acme.S1025")
                    .containsSequence("dispatcher com.acme.S1024", "slot 1024 0", "dispatcher com.acme.S1025");
            for (int number : new int[] {0, 255, 256, 1023, 1024, many - 1}) {
                String name = "com.acme.S%04d".formatted(number);
                assertThat(index.table(number).subscriberType().getName()).isEqualTo(name);
                assertThat(index.table(number).handlers()).hasSize(5);
                assertThat(index.event(number).type().getName()).isEqualTo(name);
                Object event = loaded.make(name);
                DirectFailure failure = (DirectFailure)
                        index.dispatcher(number, new Object[] {event}).dispatch(event, null);
                assertThat(failure.cause()).hasMessage("" + number);
            }
            for (int number : new int[] {-1, many}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> index.table(number))
                        .withMessage("no subscriber " + number);
            }
        }
    }

    @Test
    void fiveThousandDirectHandlersOfOneEvent() throws ReflectiveOperationException, IOException {
        Map<String, String> sources = new HashMap<>();
        for (int type = 0; type < 50; type++) {
            StringBuilder source = new StringBuilder("""
                    package com.acme;

                    import dev.eventbus.DeliveryMode;
                    import dev.eventbus.Subscribe;

                    public class C%02d {
                        public C%02d() {}

                    """.formatted(type, type));
            for (int number = 0; number < 100; number++) {
                source.append("    @Subscribe(mode = DeliveryMode.DIRECT)\n    public void on%02d(String event) {"
                        .formatted(number));
                source.append(" throw new IllegalStateException(\"%d\"); }\n\n".formatted(type * 100 + number));
            }
            sources.put(
                    "com/acme/C%02d.java".formatted(type), source.append("}\n").toString());
        }
        Javac.Result result =
                new Javac(directory.resolve("classes")).classPath(Javac.api()).compile(sources);

        assertThat(result.messages()).isEmpty();
        try (Loaded loaded = new Loaded(result.output())) {
            SubscriberIndex index = loaded.index("com.acme.EventBusIndex");
            List<String> described = loaded.described("com.acme.EventBusIndex");
            assertThat(described).hasSize(50 + 5_000 + 79);
            int dispatcher = -1;
            int called = 0;
            for (int line = 50; line < described.size(); ) {
                assertThat(described.get(line++)).isEqualTo("dispatcher java.lang.String");
                dispatcher++;
                List<Object> subscribers = new ArrayList<>();
                while (line < described.size() && described.get(line).startsWith("slot ")) {
                    String type = described.get(line++).split(" ")[1];
                    subscribers.add(loaded.make("com.acme.C%02d".formatted(Integer.parseInt(type))));
                }
                DirectFailure failure = (DirectFailure)
                        index.dispatcher(dispatcher, subscribers.toArray()).dispatch("x", null);
                called += subscribers.size();
                for (int last = called - 1; failure != null; failure = failure.previous()) {
                    assertThat(failure.cause()).hasMessage("" + last--);
                }
            }
            assertThat(called).isEqualTo(5_000);
        }
    }
}
