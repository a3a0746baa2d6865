package dev.eventbus.sample.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTableTest {

    @ParameterizedTest
    @CsvSource({
        "dev.eventbus.sample.Mailer.onOrder, Mailer.onOrder",
        "dev.eventbus.sample.Mailer.onOrder(OrderCreated), Mailer.onOrder(OrderCreated)",
        "dev.eventbus.sample.Outer$Inner.handle, Outer$Inner.handle",
        "Mailer.onOrder, Mailer.onOrder",
        "audit, audit",
    })
    void namesAreShortenedToClassAndMethod(String name, String expected) {
        assertThat(SubscriptionTable.shortName(name)).isEqualTo(expected);
    }
}
