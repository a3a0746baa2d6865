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
    void handlersOfAClassThatNoProcessorSawAreNotMissedBesideATable() throws Exception {
        Program base = module("base", List.of())
                .source(
                        "com/acme/base/Base.java",
                        subscriber("com.acme.base", "Base").replace("public final class", "public class"))
                .source("com/acme/base/Bridged.java", """
                        package com.acme.base;

                        public final class Bridged extends Hidden {
                            public Bridged() {}
                        }
                        """)
                .source("com/acme/base/Hidden.java", """
                        package com.acme.base;

                        import dev.eventbus.Subscribe;

                        class Hidden {
                            @Subscribe(name = "hidden")
                            public void on(String event) {}
                        }
                        """)
                .compile();
        Program app = module("app", List.of(base.output()))
                .options("-proc:none")
                .source("com/acme/app/Derived.java", """
                        package com.acme.app;

                        import dev.eventbus.DeliveryMode;
                        import dev.eventbus.Retry;
                        import dev.eventbus.Subscribe;

                        class Derived extends com.acme.base.Base {
                            static final long LONG = 1L << 40;
                            static final double DOUBLE = 1.5;

                            @Deprecated
                            void other() {}

                            @Subscribe(retry = @Retry(maxAttempts = 3), mode = DeliveryMode.CHANNEL)
                            void own(String event) {}
                        }
                        """)
                .source("com/acme/app/Main.java", """
                        package com.acme.app;

                        import dev.eventbus.EventBus;
                        import dev.eventbus.Subscribe;

                        public final class Main {
                            static final class Plain extends com.acme.base.Base {
                                void notAHandler(String event) {}
                            }

                            static final class Deeper extends Derived {}

                            public static void main(String[] args) {
                                class Local extends com.acme.base.Base {
                                    @Subscribe
                                    void own(String event) {}
                                }
                                try (EventBus bus = EventBus.builder()
                                        .index(new com.acme.base.EventBusIndex())
                                        .build()) {
                                    for (Object each : new Object[] {
                                        new Plain(), new com.acme.base.Bridged(),
                                        new Derived(), new Deeper(), new Local()
                                    }) {
                                        try {
                                            System.out.println(
                                                    bus.register(each).subscriptions().size());
                                        } catch (IllegalArgumentException e) {
                                            System.out.println(e.getMessage());
                                        }
                                    }
                                }
                            }
                        }
                        """)
                .compile();
        List<String> printed = app.run("com.acme.app.Main", with(List.of(base.output())));
        assertThat(printed).hasSize(5).startsWith("1", "1");
        for (int line : new int[] {2, 3}) {
            assertThat(printed.get(line))
                    .startsWith("com.acme.app.Derived declares @Subscribe methods")
                    .contains("com.acme.base.Base", "annotationProcessorPaths", "To fix it");
        }
        assertThat(printed.get(4)).contains("com.acme.app.Main$1Local", "local and anonymous", "To fix it");
    }

    @Test
    void aClassBesideAnotherWhoseTableHasTheNameOfItsOwnIsServed() throws Exception {
        Program app = module("app", List.of())
                .source("com/acme/Base.java", subscriber("com.acme", "Base").replace("final ", ""))
                .source("com/acme/Shop_Mailer.java", subscriber("com.acme", "Shop_Mailer"))
                .source("com/acme/Shop.java", """
                        package com.acme;

                        import dev.eventbus.EventBus;

                        public final class Shop {
                            static final class Mailer extends Base {}

                            public static void main(String[] args) {
                                try (EventBus bus = EventBus.open()) {
                                    bus.register(new Mailer());
                                    bus.register(new Shop_Mailer());
                                    System.out.println("accepted by " + bus.publish("event").accepted());
                                }
                            }
                        }
                        """)
                .compile();
        assertThat(app.run("com.acme.Shop", with(List.of())))
                .containsExactlyInAnyOrder("accepted by 2", "Base got an event", "Shop_Mailer got an event");
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
