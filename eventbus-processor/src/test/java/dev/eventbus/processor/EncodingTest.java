package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text beyond ASCII is preserved with every encoding of the compiler. */
class EncodingTest {

    private static final String EVENT = """
            package com.stra\u00dfe;

            @dev.eventbus.Event(value = "preis.\u20ac", key = "gr\u00f6\u00dfe")
            public record Preis\u20ac(String gr\u00f6\u00dfe) {}
            """;
    private static final String SUBSCRIBER = """
            package com.stra\u00dfe;

            import dev.eventbus.*;

            public class Gr\u00f6\u00dfe {
                static class Pr\u00fcfer {
                    String called = "";

                    @Subscribe(topic = "*.\ud83d\ude00\\\\\u20ac", name = "\\\\u0041 \\"\u20ac\\" \\\\\u00e9",
                            capacity = 7)
                    void empf\u00e4ngt(Object event) { called = "empf\u00e4ngt"; }

                    @Subscribe(filter = "pr\u00fcft", key = "gr\u00f6\u00dfe", concurrency = 2)
                    void n\u00e4chste(Preis\u20ac event) { called = "n\u00e4chste"; }

                    @Subscribe(mode = DeliveryMode.DIRECT)
                    void \ud835\udd04(Preis\u20ac event) { called = "direct"; }

                    boolean pr\u00fcft(Preis\u20ac event) { return event.gr\u00f6\u00dfe().equals("\u00fc"); }
                }
            }
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "UTF-8", "windows-1252", "Shift_JIS"})
    void preservesNamesAndTexts(String encoding) throws Throwable {
        Assumptions.assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"), "file names can be written");
        Path generated = Files.createDirectories(directory.resolve("generated"));

        Javac.Result result = new Javac(directory.resolve("classes"))
                .classPath(Javac.api())
                .options("-encoding", encoding, "-s", generated.toString())
                .compile(Map.of(
                        "com/stra\u00dfe/Preis\u20ac.java", escaped(EVENT),
                        "com/stra\u00dfe/Gr\u00f6\u00dfe.java", escaped(SUBSCRIBER)));

        assertThat(result.messages()).isEmpty();
        for (Path file : CasesTest.files(generated)) {
            assertThat(Files.readAllBytes(file)).as("%s", file).doesNotHave(bytesBeyondAscii());
        }
        assertThat(result.service()).isEqualTo("com.stra\u00dfe.EventBusIndex\n");
        try (Loaded loaded = new Loaded(result.output())) {
            assertThat(loaded.described("com.stra\u00dfe.EventBusIndex"))
                    .contains(
                            "subscriber com.stra\u00dfe.Gr\u00f6\u00dfe$Pr\u00fcfer",
                            "name \\u0041 \"\u20ac\" \\\u00e9",
                            "event com.stra\u00dfe.Preis\u20ac preis.\u20ac 1");
            assertRuns(loaded);
        }
    }

    private static void assertRuns(Loaded loaded) throws Throwable {
        SubscriberIndex index = ServiceLoader.load(SubscriberIndex.class, loaded.loader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.getClass().getName().equals("com.stra\u00dfe.EventBusIndex"))
                .findFirst()
                .orElseThrow();
        Object subscriber = loaded.make("com.stra\u00dfe.Gr\u00f6\u00dfe$Pr\u00fcfer");
        Object event = loaded.make("com.stra\u00dfe.Preis\u20ac", "\u00fc");
        HandlerTable table = index.table(0);
        HandlerSpec[] handlers = table.handlers();
        for (int number = 0; number < handlers.length; number++) {
            HandlerSpec handler = handlers[number];
            if (handler.name().startsWith("\\u0041")) {
                assertThat(handler.name()).isEqualTo("\\u0041 \"\u20ac\" \\\u00e9");
                assertThat(handler.topic()).isEqualTo("*.\ud83d\ude00\\\u20ac");
                table.deliver(number, subscriber, new RecordedDelivery(event));
                assertThat(subscriber).hasFieldOrPropertyWithValue("called", "empf\u00e4ngt");
            } else if (handler.name().endsWith("n\u00e4chste")) {
                assertThat(handler.name()).isEqualTo("com.stra\u00dfe.Gr\u00f6\u00dfe$Pr\u00fcfer.n\u00e4chste");
                assertThat(table.accepts(number, subscriber, event)).isTrue();
                assertThat(table.key(number, event)).isEqualTo("\u00fc");
                table.deliver(number, subscriber, new RecordedDelivery(event));
                assertThat(subscriber).hasFieldOrPropertyWithValue("called", "n\u00e4chste");
            } else {
                assertThat(handler.name()).endsWith(".\ud835\udd04");
                index.dispatcher(0, new Object[] {subscriber}).dispatch(event, null);
                assertThat(subscriber).hasFieldOrPropertyWithValue("called", "direct");
            }
        }
        assertThat(index.event(0).key(event)).isEqualTo("\u00fc");
        assertThat(List.of(handlers)).hasSize(3);
    }

    private static org.assertj.core.api.Condition<byte[]> bytesBeyondAscii() {
        return new org.assertj.core.api.Condition<>(
                bytes -> {
                    for (byte each : bytes) {
                        if (each < 0) {
                            return true;
                        }
                    }
                    return false;
                },
                "bytes beyond ASCII");
    }

    /** A source that has the same meaning in every encoding. */
    private static String escaped(String source) {
        return source.chars()
                .mapToObj(each -> each < 0x80 ? Character.toString(each) : "\\u%04x".formatted(each))
                .collect(Collectors.joining());
    }
}
