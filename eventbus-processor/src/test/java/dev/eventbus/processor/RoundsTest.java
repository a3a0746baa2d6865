package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that other processors generate are found in every round. */
class RoundsTest {

    private static final String MAILER = """
            package com.acme;

            class Mailer {
                @dev.eventbus.Subscribe
                void onOrder(OrderCreated event) {}
            }
            """;
    private static final String ORDER_CREATED = """
            package com.acme;

            @dev.eventbus.Event(value = "order.created", key = "id")
            public record OrderCreated(String id) {}
            """;

    @TempDir
    private Path directory;

    @Test
    void aTableWaitsForAnEventTypeOfALaterRound() {
        Javac.Result result = compile(Map.of(1, ORDER_CREATED), Map.of("com/acme/Mailer.java", MAILER));

        assertThat(result.messages()).isEmpty();
        assertThat(result.has("com/acme/Mailer_Handlers.class")).isTrue();
        assertThat(result.has("com/acme/OrderCreated_Event.class")).isTrue();
        assertThat(result.service()).isEqualTo("com.acme.EventBusIndex\n");
    }

    @Test
    void theIndexWaitsWhileAnotherProcessorStillGenerates() {
        String other = "package com.acme;\n\n@dev.eventbus.Event(\"other\")\nrecord Other(String id) {}\n";
        String unrelated = "package com.acme;\n\nclass Unrelated {}\n";

        Javac.Result result = compile(
                Map.of(1, unrelated, 2, ORDER_CREATED),
                Map.of("com/acme/Mailer.java", MAILER, "com/acme/Other.java", other));

        assertThat(result.messages()).isEmpty();
        assertThat(result.has("com/acme/Mailer_Handlers.class")).isTrue();
        assertThat(result.has("com/acme/Other_Event.class")).isTrue();
    }

    @Test
    void aSubscriberOfALaterRoundIsInTheIndex() throws ReflectiveOperationException, IOException {
        Javac.Result result = compile(Map.of(1, MAILER), Map.of("com/acme/OrderCreated.java", ORDER_CREATED));

        assertThat(result.messages()).isEmpty();
        try (Loaded loaded = new Loaded(result.output())) {
            assertThat(loaded.described("com.acme.EventBusIndex"))
                    .containsExactly("subscriber com.acme.Mailer", "event com.acme.OrderCreated order.created 1");
        }
    }

    @Test
    void waitsForAConstantOfALaterRound() throws ReflectiveOperationException, IOException {
        String topics =
                "package com.acme;\n\ninterface Topics {\n    String ORDERS = \"order.*\";\n    int MANY = 7;\n}\n";
        String mailer = MAILER.replace("Subscribe", "Subscribe(topic = Topics.ORDERS, capacity = Topics.MANY)");

        Javac.Result result = compile(
                Map.of(1, topics), Map.of("com/acme/Mailer.java", mailer, "com/acme/OrderCreated.java", ORDER_CREATED));

        assertThat(result.messages()).isEmpty();
        try (Loaded loaded = new Loaded(result.output())) {
            assertThat(loaded.index("com.acme.EventBusIndex").table(0).handlers())
                    .singleElement()
                    .satisfies(handler -> assertThat(handler.topic()).isEqualTo("order.*"))
                    .satisfies(handler -> assertThat(handler.capacity()).isEqualTo(7));
        }
    }

    @Test
    void keepsTheWarningsOfAClassThatWaits() {
        String mailer = """
                package com.acme;

                class Mailer {
                    static class Letter { String text; }

                    @dev.eventbus.Subscribe
                    void a(Letter letter) {}

                    @dev.eventbus.Subscribe(filter = "accepts")
                    void b(String text) {}

                    boolean accepts(String text) { return true; }

                    boolean accepts(OrderCreated event) { return true; }
                }
                """;

        Javac.Result result = compile(Map.of(1, ORDER_CREATED), Map.of("com/acme/Mailer.java", mailer));

        assertThat(result.messages())
                .singleElement()
                .asString()
                .startsWith("NOTE [EB060] Event type Letter can change");
    }

    @Test
    void anOverloadWithATypeOfALaterRoundDoesNotHideTheEqualsOfAKey() {
        String parcel = """
                package com.acme;

                record Parcel(Id id) {
                    static final class Id {
                        @Override
                        public boolean equals(Object other) { return other == this; }

                        boolean equals(OrderCreated order) { return false; }

                        @Override
                        public int hashCode() { return 1; }
                    }
                }
                """;
        String mailer = MAILER.replace("Subscribe", "Subscribe(key = \"id\", concurrency = 2)")
                .replace("OrderCreated", "Parcel");

        Javac.Result result = compile(
                Map.of(1, ORDER_CREATED), Map.of("com/acme/Mailer.java", mailer, "com/acme/Parcel.java", parcel));

        assertThat(result.messages()).isEmpty();
        assertThat(result.has("com/acme/Mailer_Handlers.class")).isTrue();
    }

    @Test
    void theCompilerReportsATypeThatIsNeverGenerated() {
        Javac.Result result = compile(Map.of(), Map.of("com/acme/Mailer.java", MAILER));

        assertThat(result.success()).isFalse();
        assertThat(result.messages())
                .isNotEmpty()
                .noneMatch(message -> message.contains("[EB"))
                .anyMatch(message -> message.contains("OrderCreated"));
    }

    @Test
    void aClassAfterTheIndexIsAnError() {
        Javac.Result result = compile(Map.of(3, MAILER), Map.of("com/acme/OrderCreated.java", ORDER_CREATED));

        assertThat(result.success()).isFalse();
        assertThat(result.messages())
                .anyMatch(message -> message.contains("[EB044] Class com.acme.Mailer was generated after"));
    }

    @Test
    void aFailureOfTheProcessorIsAnErrorWithoutAStackTraceOfTheCompiler() {
        Javac.Result result = new Javac(directory.resolve("classes"))
                .classPath(Javac.api())
                .instead(new WithBrokenFiler())
                .compile(Map.of("com/acme/OrderCreated.java", ORDER_CREATED));

        assertThat(result.success()).isFalse();
        assertThat(result.messages())
                .singleElement()
                .asString()
                .contains("[EB000] The event bus processor failed: java.lang.IllegalStateException: broken");
    }

    private Javac.Result compile(Map<Integer, String> laterSources, Map<String, String> sources) {
        return new Javac(directory.resolve("classes"))
                .classPath(Javac.api())
                .with(new Generating(laterSources))
                .compile(sources);
    }

    /** Generates a class in each of some rounds, counted from 1. */
    private static final class Generating extends AbstractProcessor {

        private final Map<Integer, String> sources;
        private int round;

        Generating(Map<Integer, String> sources) {
            this.sources = sources;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
            round++;
            String source = sources.get(round);
            if (source != null) {
                String name = source.replaceAll("(?s).*?(class|record|interface) (\\w+).*", "com.acme.$2");
                try (Writer writer =
                        processingEnv.getFiler().createSourceFile(name).openWriter()) {
                    writer.write(source);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            return false;
        }
    }

    /** Our processor with a compiler that cannot write files. */
    private static final class WithBrokenFiler extends AbstractProcessor {

        private final EventBusProcessor processor = new EventBusProcessor();

        @Override
        public synchronized void init(ProcessingEnvironment environment) {
            ClassLoader loader = getClass().getClassLoader();
            Filer broken =
                    (Filer) Proxy.newProxyInstance(loader, new Class<?>[] {Filer.class}, (proxy, method, args) -> {
                        throw new IllegalStateException("broken");
                    });
            processor.init((ProcessingEnvironment) Proxy.newProxyInstance(
                    loader,
                    new Class<?>[] {ProcessingEnvironment.class},
                    (proxy, method, args) ->
                            method.getName().equals("getFiler") ? broken : method.invoke(environment, args)));
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return processor.getSupportedAnnotationTypes();
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment environment) {
            return processor.process(annotations, environment);
        }
    }
}
