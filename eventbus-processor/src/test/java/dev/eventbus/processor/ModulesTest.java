package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated code causes no warnings in a strict build of a named module. */
class ModulesTest {

    private static final Map<String, String> SOURCES =
            Map.of("com/acme/OrderCreated.java", """
            package com.acme;

            @dev.eventbus.Event(value = "order.created", key = "id")
            public record OrderCreated(String id) {}
            """, "com/acme/Mailer.java", """
            package com.acme;

            import dev.eventbus.DeliveryMode;
            import dev.eventbus.Subscribe;
            import java.util.List;

            class Mailer {
                @Subscribe
                void onOrder(OrderCreated event) {}

                @Subscribe(batch = 2, name = "many")
                void onOrders(List<OrderCreated> events) {}

                @Subscribe(mode = DeliveryMode.DIRECT)
                void direct(OrderCreated event) {}
            }
            """);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requires dev.eventbus;",
                "requires dev.eventbus; exports com.acme;",
                "requires transitive dev.eventbus; exports com.acme;"
            })
    void noWarningInANamedModule(String directives) {
        Javac.Result result = compile(
                directives + " provides dev.eventbus.spi.generated.SubscriberIndex with com.acme.EventBusIndex;");

        assertThat(result.messages()).isEmpty();
        assertThat(result.success()).isTrue();
    }

    @Test
    void noWarningOnTheClassPath() {
        Javac.Result result =
                new Javac(directory.resolve("classes")).classPath(Javac.api()).compile(SOURCES);

        assertThat(result.messages()).isEmpty();
        assertThat(result.success()).isTrue();
    }

    @Test
    void noUnclaimedAnnotationsWithLintOfProcessing() {
        Javac.Result result = new Javac(directory.resolve("classes"))
                .classPath(Javac.api())
                .options("-Xlint:processing")
                .compile(SOURCES);

        assertThat(result.messages()).isEmpty();
        assertThat(result.success()).isTrue();
    }

    @Test
    void aModuleThatDoesNotProvideItsIndexGetsANoteWithTheMissingLine() {
        Javac.Result result = compile("requires dev.eventbus;");

        assertThat(result.success()).isTrue();
        assertThat(result.messages())
                .isEqualTo(List.of("NOTE [EB046] Module com.acme does not provide its index, so EventBus.open() and"
                        + " discoverIndexes() cannot find it. To fix it, add to module-info.java: provides"
                        + " dev.eventbus.spi.generated.SubscriberIndex with com.acme.EventBusIndex; an explicit"
                        + " index(new EventBusIndex()) does not need it; or add"
                        + " @SuppressWarnings(\"eventbus:unprovided-index\")."));
    }

    private Javac.Result compile(String directives) {
        Map<String, String> sources = new HashMap<>(SOURCES);
        sources.put("module-info.java", "module com.acme {\n    " + directives + "\n}\n");
        return new Javac(directory.resolve("classes")).modulePath(Javac.api()).compile(sources);
    }
}
