package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as {@link IndexClashesTest} with modules: what the module system does not refuse itself, the start does. */
class IndexModulesTest {

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

    private Path module(String moduleName, String packageName, String subscriber, String attributes, String... options)
            throws IOException {
        return jars.pack(
                moduleName,
                jars.module(moduleName)
                        .source("module-info.java", Jars.moduleInfo(moduleName, packageName))
                        .source(subscriber.replace('.', '/') + ".java", Jars.subscriber(subscriber, attributes))
                        .options(options)
                        .compile());
    }

    /** Starts a bus in each way on the module path and gives the messages. */
    private List<String> start(Path... modules) throws Exception {
        List<Path> path = new ArrayList<>(Program.runtimeModules());
        path.addAll(List.of(modules));
        Program app = jars.module("app")
                .modulePath(path)
                .source("module-info.java", """
                        module com.acme.app {
                            requires dev.eventbus;
                            requires com.acme.orders;
                            requires com.acme.mail;
                        }
                        """)
                .source("com/acme/app/Main.java", """
                        package com.acme.app;

                        import dev.eventbus.EventBus;

                        public final class Main {
                            private static void start(EventBus.Builder builder) {
                                try {
                                    builder.build().close();
                                    System.out.println("started");
                                } catch (IllegalStateException e) {
                                    System.out.println(e.getMessage());
                                }
                            }

                            public static void main(String[] args) {
                                start(EventBus.builder().index(
                                        new com.acme.orders.EventBusIndex(), new com.acme.mail.EventBusIndex()));
                                start(EventBus.builder().discoverIndexes());
                                start(EventBus.builder().discoverIndexes(Main.class.getClassLoader()));
                                try {
                                    EventBus.open();
                                } catch (IllegalStateException e) {
                                    System.out.println(e.getMessage());
                                }
                            }
                        }
                        """)
                .compile();
        return app.runModule("com.acme.app/com.acme.app.Main", path);
    }

    @Test
    void oneSubscriptionNameInTwoModules() throws Exception {
        Path orders =
                module("com.acme.orders", "com.acme.orders", "com.acme.orders.Orders", "name = \"both have this\"");
        Path mail = module("com.acme.mail", "com.acme.mail", "com.acme.mail.Mails", "name = \"both have this\"");
        assertThat(start(orders, mail))
                .hasSize(4)
                .allSatisfy(message -> assertThat(message)
                        .contains(orders.toString(), mail.toString(), "\"both have this\"", "To fix it"));
    }

    @Test
    void aNameThatIsAnotherModulesDefaultName() throws Exception {
        Path orders = module("com.acme.orders", "com.acme.orders", "com.acme.orders.Orders", "");
        Path mail =
                module("com.acme.mail", "com.acme.mail", "com.acme.mail.Mails", "name = \"com.acme.orders.Orders.on\"");
        assertThat(start(orders, mail))
                .hasSize(4)
                .allSatisfy(message -> assertThat(message)
                        .contains(orders.toString(), mail.toString(), "whose default name it is", "To fix it"));
    }

    @Test
    void anIndexOfAnotherContract() throws Exception {
        Path orders = module("com.acme.orders", "com.acme.orders", "com.acme.orders.Orders", "");
        Path mail = jars.pack(
                "com.acme.mail",
                jars.module("com.acme.mail")
                        .options("-proc:none")
                        .source("module-info.java", Jars.moduleInfo("com.acme.mail", "com.acme.mail"))
                        .source("com/acme/mail/EventBusIndex.java", """
                                package com.acme.mail;

                                import dev.eventbus.spi.generated.*;

                                @SuppressWarnings("exports")
                                public final class EventBusIndex implements SubscriberIndex {
                                    public EventBusIndex() {}

                                    public int abi() { return 7; }

                                    public void describe(IndexContents contents) {}

                                    public HandlerTable table(int subscriber) { return null; }

                                    public EventDescriptor event(int event) { return null; }

                                    public DirectDispatcher dispatcher(int dispatcher, Object[] all) { return null; }
                                }
                                """)
                        .compile());
        assertThat(start(orders, mail))
                .hasSize(4)
                .allSatisfy(message -> assertThat(message)
                        .contains("com.acme.mail.EventBusIndex", mail.toString(), "contract 7", "To fix it")
                        .contains(Program.runtimeModules().stream()
                                .map(Path::toString)
                                .filter(path -> path.contains("eventbus-runtime"))
                                .toList()));
    }

    /**
     * One layer can have a package once only; a layer of many class loaders, as plug-in systems make them, can have
     * two.
     */
    @Test
    void oneClassInTwoModulesOfDifferentClassLoaders() throws Exception {
        Path orders = module("com.acme.orders", "com.acme.orders", "com.acme.orders.Orders", "");
        Path copy = module("com.acme.copy", "com.acme.orders", "com.acme.orders.Orders", "");
        Program app = jars.module("app")
                .source("module-info.java", "module com.acme.app { requires dev.eventbus; }")
                .source("com/acme/app/Main.java", """
                        package com.acme.app;

                        import dev.eventbus.EventBus;
                        import java.lang.module.Configuration;
                        import java.lang.module.ModuleFinder;
                        import java.nio.file.Path;
                        import java.util.List;

                        public final class Main {
                            public static void main(String[] args) {
                                ModuleLayer boot = ModuleLayer.boot();
                                EventBus.Builder builder = EventBus.builder();
                                for (String name : List.of("com.acme.orders", "com.acme.copy")) {
                                    Path jar = Path.of("%s", name + ".jar");
                                    Configuration plugIn = boot.configuration()
                                            .resolve(ModuleFinder.of(jar), ModuleFinder.of(), List.of(name));
                                    builder.discoverIndexes(
                                            boot.defineModulesWithOneLoader(plugIn, null).findLoader(name));
                                }
                                try {
                                    builder.build().close();
                                    System.out.println("started");
                                } catch (IllegalStateException e) {
                                    System.out.println(e.getMessage());
                                }
                            }
                        }
                        """.formatted(folder))
                .compile();
        assertThat(app.runModule("com.acme.app/com.acme.app.Main", Program.runtimeModules()))
                .singleElement()
                .asString()
                .contains(orders.toString(), copy.toString(), "com.acme.orders.Orders", "To fix it");
    }
}
