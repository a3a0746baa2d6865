package dev.eventbus.kotlin

import dev.eventbus.DeliveryMode
import dev.eventbus.EventContext
import dev.eventbus.Overflow
import dev.eventbus.Subscribe

/** A topic as Kotlin has constants. */
const val ORDERS = "kotlin.order.*"

class Mailer(private val journal: Journal) {
    @Subscribe
    fun onOrder(event: OrderCreated) {
        journal.note("onOrder ${event.order.orderId}")
    }

    @Subscribe(topic = ORDERS, name = "kotlin-audit", capacity = 64, overflow = Overflow.DROP_OLDEST)
    fun audit(event: OrderEvent, context: EventContext) {
        journal.note("audit ${context.topic()} ${describe(event)}")
    }

    @Subscribe(filter = "isLarge")
    fun onLargeOrder(event: OrderCreated) = journal.note("onLargeOrder ${event.order.orderId}")

    fun isLarge(event: OrderCreated): Boolean = event.cents >= 10_000

    private fun describe(event: OrderEvent): String =
        when (event) {
            is OrderCreated -> "created ${event.order.orderId}"
            is OrderCancelled -> "cancelled ${event.order.orderId}, ${event.reason ?: "no reason"}"
        }
}

/** What only this module sees: Kotlin adds the module to the names of such functions. */
internal class Warehouse(private val journal: Journal) {
    @Subscribe(filter = "isWanted")
    internal fun reserve(event: OrderCreated) {
        journal.note("reserve ${event.order.orderId}")
    }

    internal fun isWanted(event: OrderCreated): Boolean = event.order.orderId != "unwanted"

    @Subscribe(name = "release")
    internal fun release(event: OrderCancelled) {
        journal.note("release ${event.order.orderId}")
    }
}

class Guard(private val journal: Journal) {
    @Subscribe(mode = DeliveryMode.DIRECT, priority = 10)
    fun first(event: OrderEvent) {
        journal.note("first ${event.order.orderId}")
    }

    @Subscribe(mode = DeliveryMode.DIRECT)
    fun second(event: OrderCancelled, context: EventContext) {
        check(event.reason != null) { "cancelled without a reason" }
        journal.note("second ${context.topic()}")
    }
}

/** Kotlin's singletons are objects like any others. */
object Statistics {
    val journal = Journal()

    @Subscribe
    fun count(event: Shipped) {
        journal.note("count ${event.orderId}")
    }
}

class Shop {
    companion object {
        val journal = Journal()

        @Subscribe
        fun opened(event: Note) {
            journal.note("opened ${event.text}")
        }
    }
}

/** What Kotlin makes of parameters. */
class Parameters(private val journal: Journal) {
    @Subscribe(topic = "kotlin.*")
    fun nullable(event: Note?) {
        journal.note("nullable ${event?.text}")
    }

    @Subscribe(topic = "kotlin.*")
    fun defaults(event: Note, context: EventContext? = null) {
        journal.note("defaults ${event.text} ${context?.topic()}")
    }

    @Subscribe(topic = "kotlin.*")
    fun Note.receiver() {
        journal.note("receiver $text")
    }
}

class Batching(private val journal: Journal) {
    @Subscribe(batch = 10)
    fun batches(events: List<OrderEvent>) {
        journal.note("batches ${events.map { it.order.orderId }}")
    }

    @Subscribe(batch = 10)
    fun finals(events: List<Shipped>) {
        journal.note("finals ${events.map { it.orderId }}")
    }
}

class Keyed {
    @Subscribe(concurrency = 2, key = "order.orderId")
    fun byOrder(event: OrderCreated) = event.order.orderId.let { }

    @Subscribe(concurrency = 2, key = "order.customer.customerId")
    fun byCustomer(event: OrderEvent) = event.order.let { }

    @Subscribe(concurrency = 2, key = "order.customer.isVip")
    fun byRank(event: OrderEvent) = event.order.let { }

    @Subscribe(concurrency = 2, key = "orderId")
    fun ofRecord(event: Shipped) = event.orderId.let { }

    @Subscribe(concurrency = 2)
    fun byKeyOfEvent(event: OrderCreated) = event.order.let { }
}
