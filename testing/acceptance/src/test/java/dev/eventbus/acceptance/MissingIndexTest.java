package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.eventbus.EventBus;
import dev.eventbus.Overflow;
import dev.eventbus.acceptance.Jars.Way;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What cannot be registered, and a declared key that cannot be read: the message says why that is, and what to do
 * about it.
 */
class MissingIndexTest {

    private static final String SERVICE_FILE = "META-INF/services/dev.eventbus.spi.generated.SubscriberIndex";
    private static final String ORDERS = "com.acme.orders.Orders";
    private static final String PAID = "com.acme.orders.Paid";
    private static final String INDEX = "com.acme.orders.EventBusIndex";
    private static final String NEW_INDEX = "builder().index(new " + INDEX + "())";

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

    /** A jar with a subscriber and an event type with a key. */
    private Path orders(String name, String... options) throws IOException {
        Program program = jars.program(name)
                .source("com/acme/orders/Orders.java", Jars.subscriber(ORDERS, ""))
                .source("com/acme/orders/Paid.java", """
                        package com.acme.orders;

                        @dev.eventbus.Event(value = "order.paid", key = "order")
                        public record Paid(String order) {}
                        """)
                .options(options);
        return jars.pack(name, program.compile());
    }

    private Path mails() throws IOException {
        Program program =
                jars.program("mails").source("com/acme/mail/Mails.java", Jars.subscriber("com.acme.mail.Mails", ""));
        return jars.pack("mails", program.compile());
    }

    private static Object made(ClassLoader loader, String className) throws ReflectiveOperationException {
        return loader.loadClass(className).getConstructor().newInstance();
    }

    /** Registering a subscriber and subscribing to an event type by its key are refused with the same cure. */
    private static void assertRefused(EventBus bus, ClassLoader loader, Consumer<String> message) throws Exception {
        try (bus) {
            Object orders = made(loader, ORDERS);
            Class<?> paid = loader.loadClass(PAID);
            message.accept(catchThrowableOfType(IllegalArgumentException.class, () -> bus.register(orders))
                    .getMessage());
            message.accept(catchThrowableOfType(
                            IllegalStateException.class,
                            () -> bus.subscription(paid)
                                    .overflow(Overflow.CONFLATE)
                                    .handle(event -> {}))
                    .getMessage());
            assertThat(bus.subscriptions()).isEmpty();
        }
    }

    @Test
    void anIndexThatWasNotGiven() throws Exception {
        ClassLoader loader = jars.loader(List.of(orders("orders"), mails()));
        for (List<String> given : List.of(List.<String>of(), List.of("com.acme.mail.EventBusIndex"))) {
            assertRefused(
                    Jars.start(Way.INDEX, loader, given),
                    loader,
                    message -> assertThat(message)
                            .contains(INDEX, "was not given to this bus", NEW_INDEX, "EventBus.open()")
                            .doesNotContain("annotationProcessor"));
        }
    }

    @Test
    void aMergedJarThatLostAServiceFile() throws Exception {
        Path merged = folder.resolve("merged.jar");
        try (OutputStream file = Files.newOutputStream(merged);
                JarOutputStream entries = new JarOutputStream(file)) {
            List<String> written = new ArrayList<>();
            for (Path part : List.of(mails(), orders("orders"))) {
                try (JarFile jar = new JarFile(part.toFile())) {
                    for (ZipEntry entry : jar.stream().toList()) {
                        if (!written.contains(entry.getName())) {
                            written.add(entry.getName());
                            entries.putNextEntry(new JarEntry(entry.getName()));
                            jar.getInputStream(entry).transferTo(entries);
                        }
                    }
                }
            }
            assertThat(written).contains(SERVICE_FILE);
        }
        ClassLoader loader = jars.loader(List.of(merged));
        for (Way way : List.of(Way.OPEN, Way.DISCOVER_INDEXES)) {
            assertRefused(
                    Jars.start(way, loader, List.of()),
                    loader,
                    message -> assertThat(message)
                            .contains(
                                    INDEX,
                                    SERVICE_FILE,
                                    "ServicesResourceTransformer",
                                    "mergeServiceFiles()",
                                    NEW_INDEX)
                            .doesNotContain("EventBus.open()", "annotationProcessor"));
        }
    }

    @Test
    void anIndexThatTheContextClassLoaderDoesNotSee() throws Exception {
        ClassLoader loader = jars.loader(List.of(orders("orders")));
        assertRefused(
                EventBus.open(),
                loader,
                message -> assertThat(message)
                        .contains(INDEX, "not visible", "discoverIndexes(", ".class.getClassLoader())", NEW_INDEX)
                        .doesNotContain("use EventBus.open()", "annotationProcessor"));
        try (EventBus bus = EventBus.builder().discoverIndexes(loader).build()) {
            assertThat(bus.register(made(loader, ORDERS)).subscriptions()).hasSize(1);
        }
    }

    @Test
    void anIndexOfTheSameClassesFromAnotherClassLoader() throws Exception {
        Path orders = orders("orders");
        ClassLoader loader = jars.loader(List.of(orders));
        ClassLoader other = jars.loader(List.of(orders));
        assertRefused(
                Jars.start(Way.DISCOVER_INDEXES, other, List.of()),
                loader,
                message -> assertThat(message)
                        .contains(INDEX, "another class loader", "discoverIndexes(")
                        .doesNotContain("annotationProcessor"));
    }

    @Test
    void anIndexThatAModuleDoesNotProvide() throws Exception {
        Program app = jars.module("app")
                .options("-Aeventbus.warnings=off")
                .source("module-info.java", "module com.acme.orders {\n    requires dev.eventbus;\n}\n")
                .source("com/acme/orders/Orders.java", Jars.subscriber(ORDERS, ""))
                .source("com/acme/orders/Main.java", """
                        package com.acme.orders;

                        import dev.eventbus.EventBus;

                        public final class Main {
                            private Main() {}

                            public static void main(String[] args) {
                                try (EventBus bus = EventBus.open()) {
                                    bus.register(new Orders());
                                } catch (IllegalArgumentException e) {
                                    System.out.println(e.getMessage());
                                }
                            }
                        }
                        """)
                .compile();
        assertThat(app.runModule("com.acme.orders/com.acme.orders.Main", Program.runtimeModules()))
                .singleElement()
                .asString()
                .contains("provides dev.eventbus.spi.generated.SubscriberIndex with " + INDEX + ";", NEW_INDEX)
                .doesNotContain("annotationProcessor", "ServicesResourceTransformer");
    }

    @Test
    void aModuleThatNoProcessorSaw() throws Exception {
        ClassLoader loader = jars.loader(List.of(orders("orders", "-proc:none")));
        for (Way way : Way.values()) {
            assertRefused(
                    Jars.start(way, loader, List.of()),
                    loader,
                    message -> assertThat(message)
                            .contains(
                                    "The annotation processor did not run",
                                    "annotationProcessorPaths",
                                    "<proc>full</proc>")
                            .doesNotContain("EventBus.open()"));
        }
    }

    @Test
    void aFolderThatIsSeenThroughTwoClassLoadersIsOnePlace() throws Exception {
        URL[] jar = {orders("orders").toUri().toURL()};
        try (URLClassLoader parent = new URLClassLoader(jar, getClass().getClassLoader());
                URLClassLoader restarted = new ChildFirst(jar, parent)) {
            EventBus.Builder childFirst = EventBus.builder()
                    .discoverIndexes(restarted)
                    .discoverIndexes(parent)
                    .discoverIndexes(restarted);
            EventBus.Builder parentFirst =
                    EventBus.builder().discoverIndexes(parent).discoverIndexes(restarted);
            for (EventBus.Builder builder : List.of(childFirst, parentFirst)) {
                try (EventBus bus = builder.build()) {
                    // Of the two the child's counts, whose classes the program is made of.
                    assertThat(bus.register(made(restarted, ORDERS)).subscriptions())
                            .hasSize(1);
                    Object ofParent = made(parent, ORDERS);
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> bus.register(ofParent))
                            .withMessageContaining("another class loader");
                }
            }
        }
    }

    /** As Spring's devtools have it: the classes of the application once more, and before those of the parent. */
    private static final class ChildFirst extends URLClassLoader {

        ChildFirst(URL[] urls, ClassLoader parent) {
            super(urls, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("com.acme.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own != null ? own : super.getResource(name);
        }
    }

    @Test
    void aClassWithoutHandlersIsNotTheProcessorsFault() {
        for (EventBus.Builder builder :
                List.of(EventBus.builder(), EventBus.builder().discoverIndexes())) {
            try (EventBus bus = builder.build()) {
                for (Object each : List.of(new Plain(), "a string", List.of(), new int[0])) {
                    assertThatIllegalArgumentException()
                            .isThrownBy(() -> bus.register(each))
                            .withMessageContaining(each.getClass().getName() + " has no @Subscribe methods")
                            .withMessageContaining("subscribe(Class, Handler)")
                            .satisfies(refusal -> assertThat(refusal.getMessage())
                                    .doesNotContain("processor", "EventBus.open()", "module-info"));
                }
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> bus.register(Plain.class))
                        .withMessageContaining("make an instance");
            }
        }
    }

    private static final class Plain {}

    @Test
    void anAnnotationOfAnotherLibraryIsNamed() throws Exception {
        Program program = jars.program("guava")
                .source("com/google/common/eventbus/Subscribe.java", """
                        package com.google.common.eventbus;

                        import java.lang.annotation.Retention;
                        import java.lang.annotation.RetentionPolicy;

                        @Retention(RetentionPolicy.RUNTIME)
                        public @interface Subscribe {}
                        """)
                .source("com/acme/Guava.java", """
                        package com.acme;

                        import com.google.common.eventbus.Subscribe;

                        public final class Guava {
                            public Guava() {}

                            @Subscribe
                            public void on(String event) {}
                        }
                        """);
        ClassLoader loader = jars.loader(List.of(jars.pack("guava", program.compile())));
        try (EventBus bus = EventBus.open()) {
            Object guava = made(loader, "com.acme.Guava");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.register(guava))
                    .withMessageContaining("com.google.common.eventbus.Subscribe")
                    .withMessageContaining("dev.eventbus.Subscribe");
        }
    }

    @Test
    void aJdkProxyAndALambdaAreCalledWhatTheyAre() {
        try (EventBus bus = EventBus.open()) {
            Object proxy = Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {Runnable.class}, (self, method, arguments) -> null);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.register(proxy))
                    .withMessageContaining("JDK proxy")
                    .withMessageContaining("register the object itself")
                    .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("module-info", "processor"));
            Runnable lambda = () -> {};
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.register(lambda))
                    .withMessageContaining("lambdas")
                    .withMessageContaining("subscribe(Class, Handler)");
        }
    }

    @Test
    void classesInMethodsAndInterfacesAreCalledWhatTheyAre() throws Exception {
        Program program = jars.program("hidden").options("-proc:none").source("com/acme/Hidden.java", """
                        package com.acme;

                        import dev.eventbus.Subscribe;

                        public final class Hidden {
                            private Hidden() {}

                            public interface Listening {
                                @Subscribe
                                default void on(String event) {}
                            }

                            public static final class Listener implements Listening {
                                public Listener() {}
                            }

                            public static Object[] all() {
                                class Local {
                                    class Nested {
                                        @Subscribe
                                        void on(String event) {}
                                    }

                                    @Subscribe
                                    void on(String event) {}
                                }
                                Object anonymous = new Object() {
                                    @Subscribe
                                    void on(String event) {}
                                };
                                return new Object[] {new Local(), new Local().new Nested(), anonymous};
                            }
                        }
                        """);
        ClassLoader loader = jars.loader(List.of(jars.pack("hidden", program.compile())));
        Object[] all =
                (Object[]) loader.loadClass("com.acme.Hidden").getMethod("all").invoke(null);
        try (EventBus bus = EventBus.open()) {
            for (Object each : all) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> bus.register(each))
                        .withMessageContainingAll(
                                each.getClass().getName() + " declares @Subscribe methods",
                                "stands in the body of a method",
                                "local and anonymous classes",
                                "top-level class",
                                "subscribe(Class, Handler)")
                        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("did not run"));
            }
            Object listener = made(loader, "com.acme.Hidden$Listener");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.register(listener))
                    .withMessageContainingAll("interface com.acme.Hidden$Listening", "no handlers", "To fix it");
            // An anonymous class without any is only that.
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.register(new Object() {}))
                    .withMessageContaining("has no @Subscribe methods");
        }
    }

    @Test
    void aClassInNoPackageIsNamedAsItIs() throws Exception {
        Program program = jars.program("flat").source("Flat.java", """
                public final class Flat {
                    public Flat() {}

                    @dev.eventbus.Subscribe
                    public void on(String event) {}
                }
                """);
        ClassLoader loader = jars.loader(List.of(jars.pack("flat", program.compile())));
        try (EventBus bus = EventBus.builder().build()) {
            Object flat = made(loader, "Flat");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.register(flat))
                    .withMessageContainingAll("Flat has a generated table", "new EventBusIndex()");
        }
    }

    @Test
    void aDeclaredTopicIsRefusedToOtherTypesInWholeSentences() throws Exception {
        ClassLoader loader = jars.loader(List.of(orders("orders")));
        try (EventBus bus = Jars.start(Way.OPEN, loader, List.of())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bus.publishTo("order.paid", "text"))
                    .withMessageContaining("publish an event of the type " + PAID);
        }
    }
}
