package dev.eventbus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eventbus.EventBus;
import dev.eventbus.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A name belongs to one declaration, also if one of two is the default name of a lambda. */
class SubscriptionNamesTest {

    private final EventBus bus = EventBus.builder().build();

    @AfterEach
    void close() {
        bus.close();
    }

    private Subscription subscribe(String name) {
        return bus.subscription(Integer.class).name(name).handle(event -> {});
    }

    @Test
    void aChosenNameIsFreeAgainWhenItsSubscriptionIsCancelled() {
        Subscription first = subscribe("audit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subscribe("audit"))
                .withMessageContaining("\"audit\"")
                .withMessageContaining("give one of them another name");
        first.cancel();
        assertThat(subscribe("audit").name()).isEqualTo("audit");
    }

    @Test
    void theDefaultNameOfAnActiveLambdaCannotBeChosen() {
        Subscription lambda = bus.subscribe(Integer.class, (Integer event) -> {});
        assertThat(lambda.name()).isEqualTo("java.lang.Integer#" + lambda.id());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> subscribe(lambda.name()))
                .withMessageContaining(lambda.name());
        assertThat(subscribe("java.lang.Long#" + lambda.id()).isActive()).isTrue();
        assertThat(subscribe("java.lang.Integer#one").isActive()).isTrue();
        lambda.cancel();
        assertThat(subscribe(lambda.name()).isActive()).isTrue();
    }

    @Test
    void aDefaultNameThatWasChosenBeforeIsRefused() {
        long next = subscribe("before").id() + 2;
        subscribe("java.lang.Integer#" + next);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bus.subscribe(Integer.class, (Integer event) -> {}))
                .withMessageContaining("java.lang.Integer#" + next);
    }
}
