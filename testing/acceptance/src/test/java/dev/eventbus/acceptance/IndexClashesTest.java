package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.eventbus.EventBus;
import dev.eventbus.acceptance.Jars.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars that do not fit together end the start, whichever way a bus gets their indexes, and the message names both. */
class IndexClashesTest {

    private static final String ORDERS = "com.acme.orders.EventBusIndex";
    private static final String MAIL = "com.acme.mail.EventBusIndex";

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

    private Path jar(String name, String className, String source, String... options) throws IOException {
        Program program = jars.program(name)
                .source(className.replace('.', '/') + ".java", source)
                .options(options);
        return jars.pack(name, program.compile());
    }

    private Path subscriber(String name, String className, String attributes, String... options) throws IOException {
        return jar(name, className, Jars.subscriber(className, attributes), options);
    }

    /** However a bus gets the jars, and in either order, the start ends with a message of both paths and the texts. */
    private void assertClash(List<String> indexes, Path one, Path other, String... texts) throws Exception {
        for (List<Path> order : List.of(List.of(one, other), List.of(other, one))) {
            ClassLoader loader = jars.loader(order);
            for (Way way : Way.values()) {
                assertThatIllegalStateException()
                        .as("%s of %s", way, order)
                        .isThrownBy(() -> Jars.start(way, loader, indexes))
                        .withMessageContainingAll(one.toString(), other.toString(), "To fix it")
                        .withMessageContainingAll(texts);
            }
        }
    }

    @Test
    void oneSubscriptionNameInTwoJars() throws Exception {
        Path orders = subscriber("orders", "com.acme.orders.Orders", "name = \"both have this\"");
        Path mail = subscriber("mail", "com.acme.mail.Mails", "name = \"both have this\"");
        assertClash(
                List.of(ORDERS, MAIL),
                orders,
                mail,
                "\"both have this\"",
                "com.acme.orders.Orders",
                "com.acme.mail.Mails",
                ORDERS,
                MAIL);
    }

    @Test
    void aNameThatIsAnotherHandlersDefaultName() throws Exception {
        Path orders = subscriber("orders", "com.acme.orders.Orders", "");
        Path mail = subscriber("mail", "com.acme.mail.Mails", "name = \"com.acme.orders.Orders.on\"");
        assertClash(
                List.of(ORDERS, MAIL),
                orders,
                mail,
                "\"com.acme.orders.Orders.on\"",
                "com.acme.mail.Mails",
                "whose default name it is");
    }

    @Test
    void aNameThatOnlyLooksLikeADefaultNameIsNoClash() throws Exception {
        Path orders = subscriber("orders", "com.acme.orders.Orders", "name = \"com.acme.orders.Orders.on\"");
        Path mail = subscriber("mail", "com.acme.mail.Mails", "name = \"com.acme.orders.Orders.off\"");
        Jars.start(Way.INDEX, jars.loader(List.of(orders, mail)), List.of(ORDERS, MAIL))
                .close();
    }

    @Test
    void oneSubscriberClassInTwoJars() throws Exception {
        Path one = subscriber("one", "com.acme.orders.Orders", "");
        Path other = subscriber("other", "com.acme.orders.Orders", "", "-Aeventbus.index=com.acme.other.EventBusIndex");
        assertClash(
                List.of(ORDERS, "com.acme.other.EventBusIndex"), one, other, "subscriber class com.acme.orders.Orders");
    }

    @Test
    void oneEventTypeInTwoJars() throws Exception {
        String event = "package com.acme.orders;\n\n@dev.eventbus.Event(\"order.paid\")\npublic record Paid() {}\n";
        Path one = jar("one", "com.acme.orders.Paid", event);
        Path other = jar("other", "com.acme.orders.Paid", event, "-Aeventbus.index=com.acme.other.EventBusIndex");
        assertClash(List.of(ORDERS, "com.acme.other.EventBusIndex"), one, other, "event type com.acme.orders.Paid");
    }

    @Test
    void oneTopicAndVersionInTwoJars() throws Exception {
        String event = "package com.acme.%s;\n\n@dev.eventbus.Event(\"order.paid\")\npublic record Paid() {}\n";
        Path orders = jar("orders", "com.acme.orders.Paid", event.formatted("orders"));
        Path mail = jar("mail", "com.acme.mail.Paid", event.formatted("mail"));
        assertClash(
                List.of(ORDERS, MAIL),
                orders,
                mail,
                "order.paid",
                "version 1",
                "com.acme.orders.Paid",
                "com.acme.mail.Paid");
    }

    @Test
    void oneIndexNameInTwoJars() throws Exception {
        String option = "-Aeventbus.index=com.acme.EventBusIndex";
        Path orders = subscriber("orders", "com.acme.orders.Orders", "", option);
        Path mail = subscriber("mail", "com.acme.mail.Mails", "", option);
        assertClash(List.of("com.acme.EventBusIndex"), orders, mail, "-Aeventbus.index=");
    }

    @Test
    void theSameJarTwice() throws Exception {
        Path orders = subscriber("orders", "com.acme.orders.Orders", "");
        Path copy = Files.copy(orders, folder.resolve("orders-copy.jar"));
        assertClash(List.of(ORDERS), orders, copy, ORDERS, "second copy");
    }

    @Test
    void aClashIsToldAlsoWhenOneIndexIsOfAnotherClassLoader() throws Exception {
        // As with plug-ins: the same class, loaded twice.
        Path orders = subscriber("orders", "com.acme.orders.Orders", "");
        Path copy = Files.copy(orders, folder.resolve("plug-in.jar"));
        EventBus.Builder builder = EventBus.builder()
                .discoverIndexes(jars.loader(List.of(orders)))
                .discoverIndexes(jars.loader(List.of(copy)));
        assertThatIllegalStateException()
                .isThrownBy(builder::build)
                .withMessageContainingAll("com.acme.orders.Orders", orders.toString(), copy.toString());
    }
}
