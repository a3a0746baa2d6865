package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.eventbus.acceptance.Jars.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Indexes of other versions end the start, with a message that names their jar and the runtime's. Here they are
 * written by hand, as a processor of another version would, where needed against an API of another version.
 */
class IncompatibleIndexTest {

    private static final String NAME = "com.acme.EventBusIndex";
    private static final String SERVICE = "META-INF/services/dev.eventbus.spi.generated.SubscriberIndex";
    private static final String ABI = "public int abi() { return 1; }";

    @TempDir
    Path folder;

    private Jars jars;

    @BeforeEach
    void begin() {
        jars = new Jars(folder);
    }

    @AfterEach
    void end() throws IOException {
        jars.close();
    }

    private Program index(String abi, String describe) throws IOException {
        Program program = jars.program("module")
                .options("-proc:none")
                .source("com/acme/EventBusIndex.java", """
                        package com.acme;

                        import dev.eventbus.spi.generated.DirectDispatcher;
                        import dev.eventbus.spi.generated.EventDescriptor;
                        import dev.eventbus.spi.generated.HandlerTable;
                        import dev.eventbus.spi.generated.IndexContents;
                        import dev.eventbus.spi.generated.SubscriberIndex;

                        public final class EventBusIndex implements SubscriberIndex {
                            public EventBusIndex() {}

                            %s

                            public void describe(IndexContents contents) {
                                %s
                            }

                            public HandlerTable table(int subscriber) { return null; }

                            public EventDescriptor event(int event) { return null; }

                            public DirectDispatcher dispatcher(int dispatcher, Object[] subscribers) { return null; }
                        }
                        """.formatted(abi, describe));
        Files.createDirectories(program.output().resolve(SERVICE).getParent());
        Files.writeString(program.output().resolve(SERVICE), NAME + "\n");
        return program;
    }

    private void assertRefused(Program compiled, String... texts) throws Exception {
        for (Way way : Way.values()) {
            assertRefused(way, compiled, texts);
        }
    }

    private void assertRefused(Way way, Program compiled, String... texts) throws Exception {
        // What a compilation against another version of the API has left behind.
        Path api = compiled.output().resolve("dev/eventbus/spi/generated");
        for (String type : List.of("IndexContents", "SubscriberIndex")) {
            Files.deleteIfExists(api.resolve(type + ".class"));
        }
        Path jar = jars.pack("module", compiled);
        ClassLoader loader = jars.loader(List.of(jar));
        ThrowableAssertAlternative<IllegalStateException> refused = assertThatIllegalStateException()
                .as("%s", way)
                .isThrownBy(() -> Jars.start(way, loader, List.of(NAME)))
                .withMessageContainingAll(texts)
                .withMessageContainingAll(jar.toString(), NAME, "To fix it");
        for (Path library : Program.runtimeModules()) {
            if (library.toString().contains("eventbus-")) {
                refused.withMessageContaining(library.toString());
            }
        }
    }

    @Test
    void ofALaterContract() throws Exception {
        assertRefused(
                index("public int abi() { return 2; }", "").compile(),
                "contract 2",
                "newer than this runtime",
                "understands 1 to 1");
    }

    @Test
    void ofAnEarlierContract() throws Exception {
        assertRefused(index("public int abi() { return 0; }", "").compile(), "contract 0", "anew");
    }

    @Test
    void thatCallsWhatThisApiDoesNotHave() throws Exception {
        Program program =
                index(ABI, "contents.wiring(\"x\");").source("dev/eventbus/spi/generated/IndexContents.java", """
                        package dev.eventbus.spi.generated;

                        public interface IndexContents {
                            void wiring(String text);
                        }
                        """);
        assertRefused(program.compile(), "NoSuchMethodError", "wiring");
    }

    @Test
    void thatLacksWhatThisApiAsks() throws Exception {
        Program program = index("", "").source("dev/eventbus/spi/generated/SubscriberIndex.java", """
                        package dev.eventbus.spi.generated;

                        public interface SubscriberIndex {
                            void describe(IndexContents contents);
                        }
                        """);
        assertRefused(program.compile(), "AbstractMethodError", "abi");
    }

    @Test
    void thatMakesNoSense() throws Exception {
        assertRefused(index(ABI, "contents.slot(3, 0);").compile(), "IndexOutOfBoundsException");
        assertRefused(index(ABI, "contents.name(\"of nobody\");").compile(), "IndexOutOfBoundsException");
        assertRefused(index(ABI, "contents.event(\"com.acme.A\", \"a..b\", 1);").compile(), "a..b");
    }

    @Test
    void ofALaterVersionOfJava() throws Exception {
        Program program = index(ABI, "").compile();
        Path file = program.output().resolve("com/acme/EventBusIndex.class");
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = 99;
        Files.write(file, bytes);
        assertRefused(Way.OPEN, program, "UnsupportedClassVersionError");
        assertRefused(Way.DISCOVER_INDEXES, program, "UnsupportedClassVersionError");
    }

    @Test
    void ofWhichOnlyTheServiceFileIsThere() throws Exception {
        Program program = index(ABI, "").compile();
        Files.delete(program.output().resolve("com/acme/EventBusIndex.class"));
        assertRefused(Way.OPEN, program, "not found");
        assertRefused(Way.DISCOVER_INDEXES, program, "not found");
    }

    @Test
    void whoseConstructorFails() throws Exception {
        Program program = index("{ if (true) throw new IllegalStateException(\"broken\"); } " + ABI, "")
                .compile();
        assertRefused(Way.OPEN, program, "broken");
        assertRefused(Way.DISCOVER_INDEXES, program, "broken");
    }
}
