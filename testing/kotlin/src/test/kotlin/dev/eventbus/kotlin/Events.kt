package dev.eventbus.kotlin

import dev.eventbus.Event

/** Events of a closed family. */
sealed interface OrderEvent {
    val order: Order
}

data class Order(val orderId: String, val customer: Customer)

data class Customer(val customerId: Long, val isVip: Boolean)

@Event("kotlin.order.created", key = "order.orderId")
data class OrderCreated(override val order: Order, val cents: Long) : OrderEvent

@Event("kotlin.order.cancelled", version = 2)
data class OrderCancelled(override val order: Order, val reason: String?) : OrderEvent

/** One that is no data class, and nothing that the processor knows of. */
class Note(val text: String)

/** One whose only property is a field for Java. */
data class Shipped(@JvmField val orderId: String)
