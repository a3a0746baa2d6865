package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventbus.spi.generated.DirectFailure;
import dev.eventbus.spi.generated.HandlerTable;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated tables and dispatchers call the right methods and report failures. */
class DispatchTest {

    private static final Map<String, String> SOURCES = Map.of(
            "com/acme/Base.java",
            "package com.acme;\n\npublic interface Base {}\n",
            "com/acme/Order.java",
            """
            package com.acme;

            @dev.eventbus.Event(value = "order", key = "id")
            public record Order(String id, int amount) implements Base {}
            """,
            "com/acme/sub/Handlers.java",
            """
            package com.acme.sub;

            import com.acme.Base;
            import com.acme.Order;
            import dev.eventbus.DeliveryMode;
            import dev.eventbus.Subscribe;
            import java.util.List;
            import java.util.concurrent.CompletableFuture;

            class Handlers {
                private final List<Object> calls;

                Handlers(List<Object> calls) {
                    this.calls = calls;
                }

                @Subscribe
                void a(Order event) {
                    calls.add("a " + event.id());
                    if (event.amount() < 0) throw new IllegalArgumentException(event.id());
                }

                @Subscribe(batch = 10)
                void b(List<? extends Base> events) {
                    calls.add("b " + events.size());
                }

                @Subscribe(concurrency = 2, filter = "large")
                CompletableFuture<String> c(Order event) {
                    return CompletableFuture.completedFuture(event.id());
                }

                boolean large(Base event) {
                    return event instanceof Order order && order.amount() > 10;
                }

                @Subscribe(mode = DeliveryMode.DIRECT)
                void d(Base event) {
                    calls.add("d");
                }

                @Subscribe(mode = DeliveryMode.DIRECT, priority = 1)
                void e(Order event) throws Exception {
                    calls.add("e");
                    if (event.amount() < 0) throw new Exception(event.id());
                }
            }
            """);

    @TempDir
    private Path directory;

    private final List<Object> calls = new ArrayList<>();
    private Loaded loaded;
    private Object handlers;
    private HandlerTable table;
    private SubscriberIndex index;

    @BeforeEach
    void compile() throws IOException, ReflectiveOperationException {
        Javac.Result result =
                new Javac(directory.resolve("classes")).classPath(Javac.api()).compile(SOURCES);
        assertThat(result.messages()).isEmpty();
        loaded = new Loaded(result.output());
        handlers = loaded.make("com.acme.sub.Handlers", calls);
        index = loaded.index("com.acme.EventBusIndex");
        table = index.table(0);
    }

    @AfterEach
    void close() throws IOException {
        loaded.close();
    }

    @Test
    void deliversOneEventAfterAnotherAndReportsFailures() throws ReflectiveOperationException {
        RecordedDelivery delivery = new RecordedDelivery(order("1", 1), order("2", -1), order("3", 1));

        table.deliver(0, handlers, delivery);

        assertThat(calls).containsExactly("a 1", "a 2", "a 3");
        assertThat(delivery.failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("2"));
    }

    @Test
    void aFailingHandlersStackTraceHasOneGeneratedFrame() throws ReflectiveOperationException {
        RecordedDelivery delivery = new RecordedDelivery(order("1", -1));

        table.deliver(0, handlers, delivery);

        assertThat(delivery.failures.get(0).getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .startsWith(
                        "com.acme.sub.Handlers",
                        "com.acme.sub.Handlers_Handlers",
                        getClass().getName());
    }

    @Test
    void deliversBatches() throws ReflectiveOperationException {
        table.deliverBatches(1, handlers, new RecordedDelivery(order("1", 1), order("2", 1)));

        assertThat(calls).containsExactly("b 2");
    }

    @Test
    void passesStagesOn() throws ReflectiveOperationException {
        RecordedDelivery delivery = new RecordedDelivery(order("1", 1), order("2", 1));

        table.deliver(2, handlers, delivery);

        assertThat(delivery.stages)
                .extracting(stage -> stage.toCompletableFuture().join())
                .isEqualTo(List.of("1", "2"));
    }

    @Test
    void callsFiltersAndKeys() throws Throwable {
        assertThat(table.accepts(2, handlers, order("1", 11))).isTrue();
        assertThat(table.accepts(2, handlers, order("1", 10))).isFalse();
        assertThat(table.key(2, order("1", 1))).isEqualTo("1");
        assertThat(index.event(0).key(order("7", 1))).isEqualTo("7");
    }

    @Test
    void callsDirectHandlersOnlyAsDirectOnes() throws Throwable {
        table.call(3, handlers, order("1", 1), null);

        assertThat(calls).containsExactly("d");
        assertThatThrownBy(() -> table.call(0, handlers, order("1", 1), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no direct handler 0");
    }

    /** A wrong number is a defect of the runtime: the handler's failure would be retried and dead-lettered. */
    @Test
    void anUnknownNumberIsNotAFailureOfAHandlerAndTakesNoEvent() throws ReflectiveOperationException {
        for (int number : new int[] {-1, 1, 3, 5, Integer.MAX_VALUE}) {
            assertRefused("no channel handler " + number, delivery -> table.deliver(number, handlers, delivery));
        }
        for (int number : new int[] {-1, 0, 2, 3, 5}) {
            assertRefused(
                    "no handler of batches " + number, delivery -> table.deliverBatches(number, handlers, delivery));
        }
        assertThat(calls).isEmpty();
    }

    private void assertRefused(String message, Consumer<RecordedDelivery> misuse) throws ReflectiveOperationException {
        Object event = order("1", 1);
        RecordedDelivery delivery = new RecordedDelivery(event);
        assertThatThrownBy(() -> misuse.accept(delivery))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThat(delivery.failures).isEmpty();
        assertThat(delivery.next()).isSameAs(event);
    }

    @Test
    void aDispatcherCallsAllSlotsInOrderAndReportsFailures() throws ReflectiveOperationException {
        assertThat(loaded.described("com.acme.EventBusIndex"))
                .containsExactly(
                        "subscriber com.acme.sub.Handlers",
                        "event com.acme.Order order 1",
                        "dispatcher com.acme.Order",
                        "slot 0 4",
                        "slot 0 3");

        DirectFailure failure = (DirectFailure)
                index.dispatcher(0, new Object[] {handlers, handlers}).dispatch(order("1", -1), null);

        assertThat(calls).containsExactly("e", "d");
        assertThat(failure.slot()).isZero();
        assertThat(failure.cause()).hasMessage("1");
        assertThat(failure.previous()).isNull();
    }

    @Test
    void describingAnIndexLoadsNothingElse() throws IOException, ReflectiveOperationException {
        List<String> defined = new ArrayList<>();
        URL classes = directory.resolve("classes").toUri().toURL();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes}, getClass().getClassLoader()) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        defined.add(name);
                        return super.findClass(name);
                    }
                }) {
            Loaded.described((SubscriberIndex)
                    loader.loadClass("com.acme.EventBusIndex").getConstructor().newInstance());
        }

        assertThat(defined).containsExactly("com.acme.EventBusIndex");
    }

    @Test
    void aDispatcherPassesOverAbsentSubscribers() throws ReflectiveOperationException {
        DirectFailure failure = (DirectFailure)
                index.dispatcher(0, new Object[] {null, handlers}).dispatch(order("1", -1), null);

        assertThat(calls).containsExactly("d");
        assertThat(failure).isNull();
    }

    private Object order(String id, int amount) throws ReflectiveOperationException {
        return loaded.make("com.acme.Order", id, amount);
    }
}
