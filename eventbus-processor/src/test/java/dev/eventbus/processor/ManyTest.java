package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing generated outgrows the limits of class files. */
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
            List<HandlerSpec> handlers = table.handlers();
            assertThat(handlers).hasSize(2000);
            Object big = loaded.make("com.acme.Big");
            for (int number : new int[] {0, 16, 998, 1998}) {
                assertThat(handlers.get(number).topic()).isEqualTo("t" + number);
                table.deliver(number, big, new RecordedDelivery("x"));
                assertThat(big).hasFieldOrPropertyWithValue("called", number);
            }
            Object[] slots = new Object[1000];
            slots[999] = big;
            assertThat(index.dispatcher(0, slots).dispatch("x", null)).isNull();
            assertThat(big).hasFieldOrPropertyWithValue("called", 1999);
        }
    }

    @Test
    void fifteenHundredSubscriberClasses() throws ReflectiveOperationException, IOException {
        Map<String, String> sources = new HashMap<>();
        for (int number = 0; number < 1500; number++) {
            sources.put("com/acme/S%04d.java".formatted(number), """
                    package com.acme;

                    @dev.eventbus.Event("e%1$d")
                    record S%1$04d() {
                        @dev.eventbus.Subscribe(mode = dev.eventbus.DeliveryMode.DIRECT)
                        void on(S%1$04d event) {}
                    }
                    """.formatted(number));
        }
        Javac.Result result =
                new Javac(directory.resolve("classes")).classPath(Javac.api()).compile(sources);

        assertThat(result.messages()).isEmpty();
        try (Loaded loaded = new Loaded(result.output())) {
            SubscriberIndex index = loaded.index("com.acme.EventBusIndex");
            assertThat(loaded.described("com.acme.EventBusIndex")).hasSize(6000);
            for (int number : new int[] {0, 255, 256, 1499}) {
                String name = "com.acme.S%04d".formatted(number);
                assertThat(index.table(number).subscriberType().getName()).isEqualTo(name);
                assertThat(index.event(number).type().getName()).isEqualTo(name);
                Object event = loaded.make(name);
                assertThat(index.dispatcher(number, new Object[] {event}).dispatch(event, null))
                        .isNull();
            }
        }
    }
}
