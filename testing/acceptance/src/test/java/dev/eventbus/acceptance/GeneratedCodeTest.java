package dev.eventbus.acceptance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.eventbus.testing.Patience.awaitIdle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.eventbus.BusListener;
import dev.eventbus.DeliveryMode;
import dev.eventbus.EventBus;
import dev.eventbus.Headers;
import dev.eventbus.PublishResult;
import dev.eventbus.Registration;
import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import dev.eventbus.acceptance.billing.Ledger;
import dev.eventbus.spi.generated.Generated;
import dev.eventbus.spi.generated.HandlerSpec;
import dev.eventbus.spi.generated.IndexContents;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole path: annotated methods, generated tables, channels and dispatchers, delivered events. */
class GeneratedCodeTest {

    private final Journal journal = new Journal();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final EventBus bus = EventBus.builder()
            .index(new EventBusIndex())
            .listener(new BusListener() {
                @Override
                public void onFailed(Subscription subscription, Throwable cause, long count) {
                    failures.add(cause);
                }
            })
            .build();

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void channelHandlersGetWhatMatches() throws Exception {
        bus.register(new Mailer(journal));
        bus.register(new Mailer.Nested(journal));
        assertThat(bus.publish(new OrderCreated("small", 1))).isEqualTo(PublishResult.of(3, 0));
        assertThat(bus.publish(new OrderCreated("large", 10_000))).isEqualTo(PublishResult.of(4, 0));
        awaitIdle(bus);
        assertThat(journal.lines())
                .containsExactlyInAnyOrder(
                        "onOrder small",
                        "onOrder large",
                        "onLargeOrder large",
                        "audit order.created small",
                        "audit order.created large",
                        "Nested.onOrder small",
                        "Nested.onOrder large");
    }

    @Test
    void subscriptionsHaveTheNamesAndAttributesOfTheirDeclarations() {
        Registration registration = bus.register(new Mailer(journal));
        assertThat(registration.subscriptions())
                .extracting(Subscription::name)
                .containsExactlyInAnyOrder(
                        "audit",
                        "dev.eventbus.acceptance.Mailer.fails",
                        "dev.eventbus.acceptance.Mailer.onLargeOrder",
                        "dev.eventbus.acceptance.Mailer.onOrder");
        assertThat(registration.subscriptions())
                .filteredOn(subscription -> subscription.name().equals("audit"))
                .singleElement()
                .satisfies(audit -> {
                    assertThat(audit.eventType()).isEqualTo(OrderEvent.class);
                    assertThat(audit.stats().capacity()).isEqualTo(64);
                });
    }

    @Test
    void whatIsRetainedAndReplayedArrivesInTheGeneratedCode() {
        assertThat(new Display_Handlers().handlers()).singleElement().satisfies(show -> {
            assertThat(show.replay()).isEqualTo(20);
            assertThat(show.capacity()).isEqualTo(50);
        });
        assertThat(new Mailer_Handlers().handlers())
                .extracting(HandlerSpec::replay)
                .containsOnly(0);
        RetainedTypes retained = new RetainedTypes();
        new EventBusIndex().describe(retained);
        assertThat(retained.lines).containsExactly(Measured.class.getName() + " 300");
    }

    @Test
    void aFailureShowsTheUsersMethodOneGeneratedFrameBelowTheRuntime() {
        bus.register(new Mailer(journal));
        bus.publish(new OrderShipped("7"));
        bus.close();
        assertThat(failures).singleElement().satisfies(failure -> {
            List<String> frames = List.of(failure.getStackTrace()).stream()
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .toList();
            assertThat(frames.subList(0, 2))
                    .containsExactly(
                            "dev.eventbus.acceptance.Mailer.fails", "dev.eventbus.acceptance.Mailer_Handlers.deliver");
            assertThat(frames.get(2)).startsWith("dev.eventbus.runtime.");
        });
    }

    @Test
    void inheritedHandlersOfAnotherPackageAreServed() throws Exception {
        bus.register(new Derived(journal));
        bus.publish(new OrderShipped("7"));
        awaitIdle(bus);
        assertThat(journal.lines())
                .containsExactlyInAnyOrder("Base.packagePrivate 7", "Derived.overridden 7", "Derived.own 7");
    }

    @Test
    void directHandlersRunByPriorityThenRegistrationWhateverTheyAre() {
        bus.register(new Guard(journal, "one"));
        bus.subscription(OrderShipped.class)
                .mode(DeliveryMode.DIRECT)
                .priority(8)
                .handle(event -> journal.note("lambda 8"));
        bus.register(new Guard(journal, "two"));
        bus.register(new Ledger(journal));
        bus.subscription(Object.class).mode(DeliveryMode.DIRECT).handle(event -> journal.note("lambda 0"));
        assertThat(bus.publish(new OrderShipped("7")).accepted()).isEqualTo(11);
        assertThat(journal.lines())
                .containsExactly(
                        "one.first",
                        "two.first",
                        "lambda 8",
                        "Ledger.book",
                        "one.filtered",
                        "two.filtered",
                        "one.middle order.shipped",
                        "two.middle order.shipped",
                        "lambda 0",
                        "one.last",
                        "two.last");
    }

    @Test
    void registrationOrderWinsOverTheGeneratedOrder() {
        bus.register(new Ledger(journal));
        bus.register(new Guard(journal, "guard"));
        bus.subscription(OrderShipped.class)
                .mode(DeliveryMode.DIRECT)
                .priority(10)
                .handle(event -> journal.note("registered later than first"));
        bus.publish(new OrderShipped("unwanted"));
        assertThat(journal.lines())
                .containsExactly(
                        "guard.first",
                        "registered later than first",
                        "Ledger.book",
                        "guard.middle order.shipped",
                        "guard.last");
    }

    @Test
    void aFailingDirectHandlerIsCountedAndStopsNobody() {
        Registration registration = bus.register(new Guard(journal, "guard"));
        bus.register(new Ledger(journal));
        assertThat(bus.publish(new OrderShipped("bad"))).isEqualTo(PublishResult.of(5, 0));
        assertThat(journal.lines())
                .containsExactly("guard.first", "Ledger.book", "guard.filtered", "guard.middle order.shipped");
        assertThat(registration.subscriptions())
                .extracting(Subscription::stats)
                .filteredOn(stats -> stats.name().endsWith(".last"))
                .singleElement()
                .extracting(SubscriptionStats::failed)
                .isEqualTo(1L);
        bus.close();
        assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void directHandlersComeAndGo() {
        Registration one = bus.register(new Guard(journal, "one"));
        Registration two = bus.register(new Guard(journal, "two"));
        bus.publish(new OrderCreated("1", 1));
        one.cancel();
        bus.publish(new OrderCreated("2", 1));
        two.cancel();
        assertThat(bus.publish(new OrderCreated("3", 1)).matched()).isZero();
        assertThat(journal.lines())
                .containsExactly("one.middle order.created", "two.middle order.created", "two.middle order.created");
    }

    @Test
    void aCancelledSubscriberCanBeRegisteredAgain() {
        Mailer mailer = new Mailer(journal);
        Registration registration = bus.register(mailer);
        assertThatIllegalStateException()
                .isThrownBy(() -> bus.register(mailer))
                .withMessageContaining("registered already");
        registration.cancel();
        assertThat(bus.subscriptions()).isEmpty();
        assertThat(bus.register(mailer).subscriptions()).hasSize(4);
        assertThat(bus.register(new Mailer(journal)).subscriptions()).hasSize(4);
    }

    @Test
    void aRegistrationIsOverWithItsLastSubscription() {
        Mailer mailer = new Mailer(journal);
        Registration first = bus.register(mailer);
        first.subscriptions().forEach(Subscription::cancel);
        bus.register(mailer);
        first.cancel();
        assertThatIllegalStateException().isThrownBy(() -> bus.register(mailer));
    }

    @Test
    void whatHasNoTableIsRefusedWithTheCure() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.register("a string"))
                .withMessageContaining("java.lang.String has no @Subscribe methods");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.register(new Object() {}))
                .withMessageContaining("anonymous")
                .withMessageContaining("has no @Subscribe methods");
        class Local {
            class Member {}
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.register(new Local().new Member()))
                .withMessageContaining("stands in the body of a method");
        try (EventBus withoutIndex = EventBus.builder().build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> withoutIndex.register(new Mailer(journal)))
                    .withMessageContaining("has a generated table")
                    .withMessageContaining("EventBus.open()");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> withoutIndex.register(Mailer.class))
                    .withMessageContaining("make an instance");
        }
    }

    @Test
    void twoDeclarationsCannotShareAName() {
        bus.register(new Mailer(journal));
        bus.register(new Mailer(journal));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscription(String.class).name("audit").handle(event -> {}))
                .withMessageContaining("audit");
    }

    @Test
    void declaredTopicsBelongToTheirTypes() {
        bus.register(new Mailer(journal));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.publishTo("order.created", "a string"))
                .withMessageContaining("java.lang.String")
                .withMessageContaining(OrderCreated.class.getName());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.publishTo("other.topic", new OrderCreated("1", 1), Headers.empty()))
                .withMessageContaining("order.created")
                .withMessageContaining("other.topic");
        assertThat(bus.publishTo("order.created", new OrderCreated("1", 1)).accepted())
                .isEqualTo(2);
    }

    @Test
    void openFindsTheIndex() {
        try (EventBus open = EventBus.open()) {
            open.register(new Mailer(journal));
            assertThat(open.publish(new OrderCreated("1", 1)).accepted()).isEqualTo(2);
        }
    }

    @Test
    void generatedClassesUseNoReflection() {
        JavaClasses generated = new ClassFileImporter()
                .importPackages("dev.eventbus.acceptance")
                .that(DescribedPredicate.describe("generated", type -> type.isAnnotatedWith(Generated.class)));
        assertThat(generated.size()).isGreaterThan(10);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect..")
                .check(generated);
        noClasses()
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe("looks up a member", call -> isLookup(call.getTarget())))
                .check(generated);
    }

    private static boolean isLookup(AccessTarget target) {
        return target.getOwner().isEquivalentTo(Class.class)
                && target.getName().matches("forName|get(Declared)?(Method|Field|Constructor)s?");
    }

    /** The event types of an index that are retained. */
    private static final class RetainedTypes implements IndexContents {

        final List<String> lines = new ArrayList<>();
        private String last = "";

        @Override
        public void subscriber(String className) {}

        @Override
        public void name(String subscriptionName) {}

        @Override
        public void event(String className, String topic, int version) {
            last = className;
        }

        @Override
        public void retain(int count) {
            lines.add(last + " " + count);
        }

        @Override
        public void dispatcher(String eventClassName) {}

        @Override
        public void slot(int subscriber, int handler) {}
    }
}
