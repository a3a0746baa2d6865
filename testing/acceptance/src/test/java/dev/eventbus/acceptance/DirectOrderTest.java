package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Direct handlers of one object and one priority run by name, whichever compiler made their class. */
class DirectOrderTest {

    private static final String BASE = """
            package com.acme;

            import dev.eventbus.*;

            class Base {
                @Subscribe(mode = DeliveryMode.DIRECT)
                void zebra(String event) { System.out.println("Base.zebra"); }

                @Subscribe(mode = DeliveryMode.DIRECT)
                void yak(Object event) { System.out.println("Base.yak"); }
            }
            """;
    private static final String MAIN = """
            package com.acme;

            import dev.eventbus.*;

            public final class Main extends Base {
                @Subscribe(mode = DeliveryMode.DIRECT)
                void cat(String event) { System.out.println("cat"); }

                @Subscribe(mode = DeliveryMode.DIRECT)
                void ant(String event) { System.out.println("ant String"); }

                @Subscribe(mode = DeliveryMode.DIRECT, filter = "accepts")
                void bee(CharSequence event) { System.out.println("bee"); }

                @Subscribe(mode = DeliveryMode.DIRECT)
                void ant(Comparable<?> event) { System.out.println("ant Comparable"); }

                @Subscribe(mode = DeliveryMode.DIRECT, priority = 1)
                void zoo(String event) { System.out.println("zoo"); }

                boolean accepts(CharSequence event) { return true; }

                public static void main(String[] args) {
                    try (EventBus bus = EventBus.open()) {
                        bus.register(new Main());
                        bus.publish("event");
                    }
                }
            }
            """;
    private static final List<String> BY_NAME =
            List.of("zoo", "Base.yak", "Base.zebra", "ant Comparable", "ant String", "bee", "cat");

    @TempDir
    Path folder;

    @Test
    void withTheCompilerOfTheJdk() throws Exception {
        Program program = new Program(folder.resolve("classes"))
                .classPath(Program.libraries())
                .source("com/acme/Base.java", BASE)
                .source("com/acme/Main.java", MAIN)
                .compile();

        assertThat(program.run("com.acme.Main", Program.runtimeModules())).isEqualTo(BY_NAME);
    }

    @Test
    void withTheCompilerOfEclipse() throws Exception {
        Path sources = Files.createDirectories(folder.resolve("com/acme"));
        Path classes = folder.resolve("classes");
        String classPath =
                Program.libraries().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path base = Files.writeString(sources.resolve("Base.java"), BASE);
        Path main = Files.writeString(sources.resolve("Main.java"), MAIN);
        PrintWriter said = new PrintWriter(new StringWriter());
        List<String> options = List.of(
                "--release", "17", "-nowarn", "-d", classes.toString(), "-s", folder.toString(), "-cp", classPath);

        boolean compiled = BatchCompiler.compile(
                String.join("\n", options).concat("\n" + main + "\n" + base).split("\n"), said, said, null);

        assertThat(compiled).isTrue();
        assertThat(new Program(classes).run("com.acme.Main", Program.runtimeModules()))
                .isEqualTo(BY_NAME);
    }
}
