package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output of an earlier compilation causes no conflict, whichever part of it the build tool keeps. */
class LeftoversTest {

    private static final String ORDER_CREATED = """
            package com.acme;

            @dev.eventbus.Event("order.created")
            record OrderCreated(String id) {}
            """;
    private static final String MAILER = """
            package com.acme;

            class Mailer {
                @dev.eventbus.Subscribe
                void onOrder(OrderCreated event) {}
            }
            """;
    private static final String AUDIT = MAILER.replace("Mailer", "Audit");

    @TempDir
    private Path directory;

    private Path classes;
    private Path generated;

    @BeforeEach
    void anEarlierCompilation() throws IOException {
        classes = directory.resolve("classes");
        generated = Files.createDirectories(directory.resolve("generated"));
        assertThat(compile(Map.of(
                                "com/acme/OrderCreated.java", ORDER_CREATED,
                                "com/acme/Mailer.java", MAILER,
                                "com/acme/Audit.java", AUDIT))
                        .messages())
                .isEmpty();
    }

    @Test
    void itsSourcesOnTheSourcePathAreWrittenAgain() throws Exception {
        deleteAll(classes);
        assertThat(generated.resolve("com/acme/EventBusIndex.java")).exists();

        onlyMailerIsLeft();
    }

    @Test
    void itsClassesAreWrittenAgain() throws Exception {
        deleteAll(generated);
        assertThat(classes.resolve("com/acme/EventBusIndex.class")).exists();

        onlyMailerIsLeft();
    }

    @Test
    void everythingIsWrittenAgain() throws Exception {
        onlyMailerIsLeft();
    }

    private void onlyMailerIsLeft() throws IOException, ReflectiveOperationException {
        String renamed = ORDER_CREATED.replace("order.created", "order.made");

        Javac.Result result = compile(Map.of("com/acme/OrderCreated.java", renamed, "com/acme/Mailer.java", MAILER));

        assertThat(result.messages()).isEmpty();
        try (Loaded loaded = new Loaded(classes)) {
            assertThat(loaded.described("com.acme.EventBusIndex"))
                    .containsExactly("subscriber com.acme.Mailer", "event com.acme.OrderCreated order.made 1");
        }
    }

    /** As in Maven up to version 3.11 of its compiler plugin: generated sources are on the source path. */
    private Javac.Result compile(Map<String, String> sources) {
        return new Javac(classes)
                .classPath(Javac.api(), classes)
                .options("-s", generated.toString(), "-sourcepath", generated.toString(), "-implicit:none")
                .compile(sources);
    }

    private static void deleteAll(Path folder) throws IOException {
        for (Path file : CasesTest.files(folder)) {
            Files.delete(file);
        }
    }
}
