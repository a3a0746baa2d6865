package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.processor.model.FileNames;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Class names that just fit into a file system lead to generated names that fit, too. */
class LongNamesTest {

    private static final int FILE_NAME = 255;

    @TempDir
    private Path directory;

    /** Names of nested classes that differ only after the position at which they are shortened. */
    @ParameterizedTest
    @ValueSource(ints = {100, 115, 120, 121, 122})
    void nestedSubscribersAndEvents(int length) throws Exception {
        String outer = "O".repeat(length);
        String inner = "I".repeat(length - 1);
        Javac.Result result = compile(Map.of("com/acme/" + outer + ".java", """
                package com.acme;

                import dev.eventbus.DeliveryMode;
                import dev.eventbus.Event;
                import dev.eventbus.Subscribe;

                class %1$s {
                    static class %2$sA {
                        String called;

                        @Subscribe
                        void on(%2$sE event) { called = "A"; }

                        @Subscribe(mode = DeliveryMode.DIRECT)
                        void direct(%2$sE event) { called = "direct"; }
                    }

                    static class %2$sB {
                        String called;

                        @Subscribe
                        void on(%2$sE event) { called = "B"; }
                    }

                    @Event(value = "long", key = "id")
                    record %2$sE(String id) {}
                }
                """.formatted(outer, inner)));

        assertThat(result.messages()).isEmpty();
        for (Path file : CasesTest.files(result.output())) {
            assertThat(file.getFileName().toString()).hasSizeLessThanOrEqualTo(FILE_NAME);
        }
        String prefix = "com.acme." + outer + "$" + inner;
        try (Loaded loaded = new Loaded(result.output())) {
            SubscriberIndex index = loaded.index("com.acme.EventBusIndex");
            Object event = loaded.make(prefix + "E", "7");
            for (int number : new int[] {0, 1}) {
                HandlerTable table = index.table(number);
                Object subscriber = loaded.make(prefix + (number == 0 ? "A" : "B"));
                assertThat(table.subscriberType()).isEqualTo(subscriber.getClass());
                table.deliver(table.handlers().length - 1, subscriber, new RecordedDelivery(event));
                assertThat(subscriber).hasFieldOrPropertyWithValue("called", number == 0 ? "A" : "B");
            }
            assertThat(index.event(0).key(event)).isEqualTo("7");
            Object direct = loaded.make(prefix + "A");
            index.dispatcher(0, new Object[] {direct}).dispatch(event, null);
            assertThat(direct).hasFieldOrPropertyWithValue("called", "direct");
        } catch (Throwable failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void topLevelSubscribersAndEventsOfManyDispatchers() throws IOException, ReflectiveOperationException {
        String name = "T".repeat(FILE_NAME - ".class".length());
        String handlers =
                "    @dev.eventbus.Subscribe(mode = dev.eventbus.DeliveryMode.DIRECT)\n    void on%d(%s event) {}\n";
        StringBuilder source =
                new StringBuilder("package com.acme;\n\n@dev.eventbus.Event(\"t\")\nclass " + name + " {\n");
        for (int number = 0; number < 70; number++) {
            source.append(handlers.formatted(number, name));
        }
        Javac.Result result = compile(Map.of("com/acme/" + name + ".java", source + "}\n"));

        assertThat(result.messages()).isEmpty();
        try (Loaded loaded = new Loaded(result.output())) {
            assertThat(loaded.described("com.acme.EventBusIndex"))
                    .filteredOn(line -> line.startsWith("dispatcher"))
                    .hasSize(2);
        }
    }

    @Test
    void shortenedNamesAreStableAndDistinct() {
        Map<String, String> names = new HashMap<>();
        for (String name :
                List.of("A".repeat(300), "A".repeat(301), "A".repeat(300) + "B", "\ud835\udd04".repeat(100))) {
            for (int longest = 30; longest < 40; longest++) {
                String shortened = FileNames.shorten(name, "_Handlers", longest);
                assertThat(shortened).endsWith("_Handlers").isEqualTo(FileNames.shorten(name, "_Handlers", longest));
                assertThat(shortened.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                        .isLessThanOrEqualTo(longest);
                assertThat(shortened.codePoints().mapToObj(Character::getType))
                        .doesNotContain((int) Character.SURROGATE);
                assertThat(names.put(longest + shortened, name)).isNull();
            }
        }
    }

    private Javac.Result compile(Map<String, String> sources) {
        return new Javac(directory.resolve("classes")).classPath(Javac.api()).compile(sources);
    }
}
