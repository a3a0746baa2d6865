package dev.eventbus.kotlin

import dev.eventbus.BusListener
import dev.eventbus.EventBus
import dev.eventbus.PublishResult
import dev.eventbus.Subscription
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import java.time.Duration
import java.util.concurrent.ConcurrentLinkedQueue

/** Subscribers and events written in Kotlin, with what the processor generated for them through kapt. */
class KotlinTest {
    private val failures = ConcurrentLinkedQueue<Throwable>()
    private val journal = Journal()
    private val bus: EventBus =
        EventBus.builder()
            .index(EventBusIndex())
            .listener(
                object : BusListener {
                    override fun onFailed(subscription: Subscription, cause: Throwable, count: Long) {
                        failures.add(cause)
                    }
                },
            )
            .build()

    @AfterEach
    fun close() = bus.close()

    private fun created(id: String, cents: Long) = OrderCreated(Order(id, Customer(7, true)), cents)

    private fun cancelled(id: String, reason: String?) = OrderCancelled(Order(id, Customer(7, true)), reason)

    @Test
    fun channelHandlersWithFiltersContextsAndSealedEvents() {
        bus.register(Mailer(journal))
        assertThat(bus.publish(created("small", 1))).isEqualTo(PublishResult.of(2, 0))
        assertThat(bus.publish(created("large", 10_000))).isEqualTo(PublishResult.of(3, 0))
        assertThat(bus.publish(cancelled("small", null))).isEqualTo(PublishResult.of(1, 0))
        bus.close()
        assertThat(failures).isEmpty()
        assertThat(journal.lines)
            .containsExactlyInAnyOrder(
                "onOrder small",
                "onOrder large",
                "onLargeOrder large",
                "audit kotlin.order.created created small",
                "audit kotlin.order.created created large",
                "audit kotlin.order.cancelled cancelled small, no reason",
            )
    }

    @Test
    fun internalHandlersAndFiltersAreCalledUnderTheNamesThatKotlinGivesThem() {
        val registration = bus.register(Warehouse(journal))
        assertThat(registration.subscriptions())
            .extracting<String> { it.name() }
            .containsExactlyInAnyOrder("dev.eventbus.kotlin.Warehouse.reserve", "release")
        bus.publish(created("wanted", 1))
        bus.publish(created("unwanted", 1))
        bus.publish(cancelled("wanted", null))
        bus.close()
        assertThat(journal.lines).containsExactlyInAnyOrder("reserve wanted", "release wanted")
    }

    @Test
    fun directHandlersRunInThePublishersThread() {
        bus.register(Guard(journal))
        bus.publish(cancelled("1", "too late"))
        assertThat(journal.lines).containsExactly("first 1", "second kotlin.order.cancelled")
        bus.publish(cancelled("2", null))
        bus.close()
        assertThat(journal.lines).hasSize(3).endsWith("first 2")
        assertThat(failures).extracting<String> { it.message }.containsExactly("cancelled without a reason")
    }

    @Test
    fun objectsAndCompanionsAreSubscribers() {
        bus.register(Statistics)
        bus.register(Shop)
        bus.publish(Shipped("42"))
        bus.publish(Note("at nine"))
        bus.close()
        assertThat(Statistics.journal.lines).containsExactly("count 42")
        assertThat(Shop.journal.lines).containsExactly("opened at nine")
    }

    @Test
    fun parametersMayBeNullableHaveDefaultsOrBeReceivers() {
        bus.register(Parameters(journal))
        bus.publishTo("kotlin.note", Note("hello"))
        bus.close()
        assertThat(journal.lines)
            .containsExactlyInAnyOrder("nullable hello", "defaults hello kotlin.note", "receiver hello")
    }

    @Test
    fun keysLeadThroughProperties() {
        val table = Keyed_Handlers()
        val order = created("42", 1)
        val keys =
            table.handlers().withIndex().associate { (number, handler) ->
                val event = if (handler.eventType() == Shipped::class.java) Shipped("43") else order
                handler.name().substringAfterLast('.') to table.key(number, event)
            }
        assertThat(keys)
            .isEqualTo(
                mapOf("byOrder" to "42", "byCustomer" to 7L, "byRank" to true, "ofRecord" to "43", "byKeyOfEvent" to "42"),
            )
        assertThat(OrderCreated_Event().key(order)).isEqualTo("42")
    }

    @Test
    fun batchesAreListsWithOrWithoutVariance() {
        val batching = bus.register(Batching(journal)).subscriptions()
        batching.forEach { it.pause() }
        repeat(2) {
            bus.publish(created("42", 1))
            bus.publish(Shipped("43"))
        }
        batching.forEach { it.resume() }
        assertThat(bus.awaitIdle(Duration.ofSeconds(30))).isTrue()
        assertThat(failures).isEmpty()
        assertThat(journal.lines).containsExactlyInAnyOrder("batches [42, 42]", "finals [43, 43]")
    }
}
