package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several indexes in one program: they merge, or the start says why they cannot. Never is one lost silently. */
class IndexesTest {

    private static final String MAIN = """
            package com.acme.app;

            import dev.eventbus.EventBus;

            public final class Main {
                public static void main(String[] args) {
                    try (EventBus bus = EventBus.open()) {
                        bus.register(new com.acme.orders.Orders());
                        bus.register(new com.acme.mail.Mails());
                        System.out.println("accepted by " + bus.publish("event").accepted());
                    } catch (IllegalStateException e) {
                        System.out.println(e.getMessage());
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    private static String subscriber(String packageName, String name) {
        return """
                package %s;

                import dev.eventbus.Subscribe;

                public final class %s {
                    public %s() {}

                    @Subscribe
                    void on(String event) {
                        System.out.println("%s got an event");
                    }
                }
                """.formatted(packageName, name, name, name);
    }

    private Program module(String name, List<Path> dependencies) throws IOException {
        List<Path> classPath = new ArrayList<>(Program.libraries());
        classPath.addAll(dependencies);
        return new Program(folder.resolve(name).resolve("classes")).classPath(classPath);
    }

    private static List<Path> with(List<Path> more) {
        List<Path> all = new ArrayList<>(Program.runtimeModules());
        all.addAll(more);
        return all;
    }

    @Test
    void twoModulesWithOnePackagePrefixAreBothFound() throws Exception {
        Program orders = module("orders", List.of())
                .source("com/acme/orders/Orders.java", subscriber("com.acme.orders", "Orders"))
                .compile();
        Program mail = module("mail", List.of(orders.output()))
                .source("com/acme/mail/Mails.java", subscriber("com.acme.mail", "Mails"))
                .compile();
        List<Path> both = List.of(orders.output(), mail.output());
        Program app = module("app", both)
                .source("com/acme/app/Main.java", MAIN)
                .source("com/acme/app/Explicit.java", """
                        package com.acme.app;

                        import dev.eventbus.EventBus;

                        public final class Explicit {
                            public static void main(String[] args) {
                                try (EventBus bus = EventBus.builder()
                                        .index(new com.acme.mail.EventBusIndex(), new com.acme.orders.EventBusIndex())
                                        .build()) {
                                    bus.register(new com.acme.orders.Orders());
                                    bus.register(new com.acme.mail.Mails());
                                    System.out.println("accepted by " + bus.publish("event").accepted());
                                }
                            }
                        }
                        """)
                .compile();
        for (String main : List.of("com.acme.app.Main", "com.acme.app.Explicit")) {
            assertThat(app.run(main, with(both)))
                    .containsExactlyInAnyOrder("accepted by 2", "Orders got an event", "Mails got an event");
        }
    }

    @Test
    void anotherModulesIndexOfTheSameNameIsACompileError() throws Exception {
        Program one = module("one", List.of())
                .source("com/acme/Orders.java", subscriber("com.acme", "Orders"))
                .compile();
        Program two =
                module("two", List.of(one.output())).source("com/acme/Mails.java", subscriber("com.acme", "Mails"));
        assertThat(two.errors())
                .singleElement()
                .asString()
                .contains(
                        "com.acme.EventBusIndex",
                        "-Aeventbus.index=",
                        one.output().toString());
        two.options("-Aeventbus.index=com.acme.mails.EventBusIndex").compile();
    }

    @Test
    void indexesThatHideEachOtherEndTheStartNamingBothPlaces() throws Exception {
        // Compiled without sight of each other, so that only the start can tell.
        Program one = module("one", List.of())
                .source("com/acme/orders/Orders.java", subscriber("com.acme.orders", "Orders"))
                .options("-Aeventbus.index=com.acme.EventBusIndex")
                .compile();
        Program two = module("two", List.of())
                .source("com/acme/mail/Mails.java", subscriber("com.acme.mail", "Mails"))
                .options("-Aeventbus.index=com.acme.EventBusIndex")
                .compile();
        List<Path> both = List.of(one.output(), two.output());
        Program app = module("app", both).source("com/acme/app/Main.java", MAIN).compile();
        assertThat(app.run("com.acme.app.Main", with(both)))
                .singleElement()
                .asString()
                .contains(
                        "com.acme.EventBusIndex",
                        one.output().toUri().toString().substring("file://".length()),
                        two.output().toUri().toString().substring("file://".length()),
                        "-Aeventbus.index=");
    }

    @Test
    void theSameClassInTwoIndexesEndsTheStart() throws Exception {
        String orders = subscriber("com.acme.orders", "Orders");
        Program one = module("one", List.of())
                .source("com/acme/orders/Orders.java", orders)
                .source("com/acme/mail/Mails.java", subscriber("com.acme.mail", "Mails"))
                .compile();
        Program two = module("two", List.of())
                .source("com/acme/orders/Orders.java", orders)
                .options("-Aeventbus.index=com.acme.other.EventBusIndex")
                .compile();
        List<Path> both = List.of(one.output(), two.output());
        Program app = module("app", both).source("com/acme/app/Main.java", MAIN).compile();
        assertThat(app.run("com.acme.app.Main", with(both)))
                .singleElement()
                .asString()
                .contains("com.acme.orders.Orders", "com.acme.mail.EventBusIndex", "com.acme.other.EventBusIndex");
    }

    @Test
    void mainAndTestOfOneModuleWorkWithoutConfiguration() throws Exception {
        Path target = folder.resolve("target");
        Program main = new Program(target.resolve("classes"))
                .classPath(Program.libraries())
                .source("com/acme/Orders.java", subscriber("com.acme", "Orders"))
                .compile();
        List<Path> classPath = with(List.of(main.output()));
        Program test = new Program(target.resolve("test-classes"))
                .classPath(classPath)
                .source("com/acme/Mails.java", subscriber("com.acme", "Mails"))
                .source("com/acme/Main.java", """
                        package com.acme;

                        import dev.eventbus.EventBus;

                        public final class Main {
                            public static void main(String[] args) {
                                try (EventBus bus = EventBus.open()) {
                                    bus.register(new Orders());
                                    bus.register(new Mails());
                                    System.out.println("accepted by " + bus.publish("event").accepted());
                                }
                            }
                        }
                        """)
                .compile();
        assertThat(test.run("com.acme.Main", classPath))
                .containsExactlyInAnyOrder("accepted by 2", "Orders got an event", "Mails got an event");
        assertThat(Files.exists(test.output().resolve("com/acme/EventBusTestIndex.class")))
                .isTrue();
    }

    @Test
    void aTableThatNoIndexKnowsIsNotMissedInSilence() throws Exception {
        Program base = module("base", List.of())
                .source(
                        "com/acme/base/Base.java",
                        subscriber("com.acme.base", "Base").replace("public final class", "public class"))
                .compile();
        Program app = module("app", List.of(base.output()))
                .source("com/acme/app/Main.java", """
                        package com.acme.app;

                        import dev.eventbus.EventBus;
                        import dev.eventbus.Subscribe;

                        public final class Main {
                            static final class Derived extends com.acme.base.Base {
                                @Subscribe
                                void own(String event) {}
                            }

                            static final class Plain extends com.acme.base.Base {}

                            public static void main(String[] args) {
                                try (EventBus bus = EventBus.builder()
                                        .index(new com.acme.base.EventBusIndex())
                                        .build()) {
                                    System.out.println(
                                            bus.register(new Plain()).subscriptions().size());
                                    bus.register(new Derived());
                                } catch (IllegalArgumentException e) {
                                    System.out.println(e.getMessage());
                                }
                            }
                        }
                        """)
                .compile();
        List<String> printed = app.run("com.acme.app.Main", with(List.of(base.output())));
        assertThat(printed).hasSize(2).first().isEqualTo("1");
        assertThat(printed.get(1)).contains("com.acme.app.Main$Derived", "To fix it");
    }

    @Test
    void aMissingRuntimeIsToldWithItsCure() throws Exception {
        Program app = module("app", List.of()).source("com/acme/Main.java", """
                        package com.acme;

                        import dev.eventbus.EventBus;

                        public final class Main {
                            public static void main(String[] args) {
                                try {
                                    EventBus.open();
                                } catch (IllegalStateException e) {
                                    System.out.println(e.getMessage());
                                }
                            }
                        }
                        """).compile();
        List<Path> apiOnly = Program.runtimeModules().stream()
                .filter(path -> path.toString().contains("eventbus-api"))
                .toList();
        assertThat(app.run("com.acme.Main", apiOnly)).singleElement().asString().contains("eventbus-runtime");
    }
}
