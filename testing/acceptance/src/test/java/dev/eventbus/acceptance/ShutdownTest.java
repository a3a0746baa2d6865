package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bus that is closed by the JVM's shutdown delivers what it has accepted. */
class ShutdownTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAcceptedIsDeliveredBeforeTheJvmEnds() throws Exception {
        Program program = new Program(folder.resolve("classes"))
                .classPath(Program.libraries())
                .source("com/acme/Main.java", """
                        package com.acme;

                        import dev.eventbus.EventBus;

                        public final class Main {
                            public static void main(String[] args) {
                                EventBus.builder().closeOnShutdown().build().close(); // leaves no hook behind
                                EventBus bus = EventBus.builder().closeOnShutdown().build();
                                bus.subscribe(Integer.class, (Integer event) -> {
                                    Thread.sleep(20);
                                    System.out.println("handled " + event);
                                });
                                for (int i = 1; i <= 3; i++) {
                                    bus.publish(i);
                                }
                                System.exit(0);
                            }
                        }
                        """)
                .compile();
        assertThat(program.run("com.acme.Main", Program.runtimeModules()))
                .containsExactly("handled 1", "handled 2", "handled 3");
    }
}
