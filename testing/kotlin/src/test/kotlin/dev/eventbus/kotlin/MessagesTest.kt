package dev.eventbus.kotlin

import dev.eventbus.EventBus
import dev.eventbus.spi.generated.SubscriberIndex
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatIllegalArgumentException
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.nio.file.Path

/** What somebody who writes Kotlin reads when a handler is wrong. */
class MessagesTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun mistakesAreErrorsAtTheirLinesInTheKotlinSource() {
        val program = KotlinProgram(folder).source("Mistakes.kt", MISTAKES)
        assertThat(program.process()).isFalse()
        val said = program.said.mapNotNull { MESSAGE.find(it)?.destructured?.let { (line, code) -> "$line $code" } }
        val expected =
            MISTAKES.lines().flatMapIndexed { index, line ->
                line.substringAfter("// ", "").split(" ").filter { it.startsWith("EB") }.map { "${index + 1} $it" }
            }
        assertThat(said).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(10)
        assertThat(program.said)
            .anySatisfy { assertThat(it).contains("[EB052] Handler suspending is a suspend function") }
            .anySatisfy { assertThat(it).contains("[EB002] Handler topLevel is static", "put it into a class or an object") }
    }

    @Test
    fun whatJavaCannotNameIsHiddenFromTheProcessorAndRefusedByRegister() {
        val program = KotlinProgram(folder).source("Hidden.kt", HIDDEN).compile()
        val index = program.load("com.acme.EventBusIndex").getConstructor().newInstance() as SubscriberIndex
        EventBus.builder().index(index).build().use { bus ->
            for (name in listOf("InBackticks", "OfValueClass", "Anonymous", "Partly")) {
                val holder = program.load("com.acme.$name").getConstructor().newInstance()
                val subscriber = if (name == "Anonymous") holder.javaClass.getMethod("getIt").invoke(holder) else holder
                assertThatIllegalArgumentException()
                    .isThrownBy { bus.register(subscriber) }
                    .withMessageContaining(name)
            }
        }
    }

    private companion object {
        val MESSAGE = Regex("""Mistakes\.kt:(\d+): error: \[(EB\d+)]""")

        const val MISTAKES = """
package com.acme

import dev.eventbus.Event
import dev.eventbus.EventContext
import dev.eventbus.Subscribe

@Event("order.created", key = "orderId")
data class OrderCreated(val orderId: String, private val secret: String)

@JvmInline
value class OrderId(val text: String)

data class Keyed(val id: OrderId)

class Mailer {
    @Subscribe
    suspend fun suspending(event: OrderCreated) {} // EB052

    @Subscribe
    internal suspend fun suspendingWithContext(event: OrderCreated, context: EventContext) {} // EB052

    @Subscribe
    fun expression(event: OrderCreated) = event.orderId.isEmpty() // EB008

    @Subscribe
    private fun hidden(event: OrderCreated) {} // EB001

    @Subscribe(key = "oderId", concurrency = 2)
    fun typo(event: OrderCreated) {} // EB035

    @Subscribe(key = "secret", concurrency = 2)
    fun privateKey(event: OrderCreated) {} // EB035

    @Subscribe(key = "id", concurrency = 2)
    fun valueKey(event: Keyed) {} // EB035

    @Subscribe
    fun number(event: Int) {} // EB009

    @Subscribe
    fun <T : Any> generic(event: T) {} // EB004

    @Subscribe
    fun list(events: List<OrderCreated>) {} // EB015

    @Subscribe(batch = 2)
    fun collection(events: Collection<OrderCreated>) {} // EB016

    @get:Subscribe
    val property: OrderCreated? get() = null // EB005 EB008

    private class Inner { // EB018
        @Subscribe
        fun on(event: OrderCreated) {}
    }

    companion object {
        @Subscribe
        @JvmStatic
        fun companion(event: OrderCreated) {} // EB002
    }
}

class Overloads {
    @Subscribe
    @JvmOverloads
    fun on(event: OrderCreated, context: EventContext? = null) {} // EB036
}

@Subscribe
fun topLevel(event: OrderCreated) {} // EB002

interface Listening { // EB019
    @Subscribe
    fun on(event: OrderCreated) {}
}

@Event("family") // EB059
sealed interface Family
"""

        const val HIDDEN = """
package com.acme

import dev.eventbus.Event
import dev.eventbus.Subscribe

@Event("order.created")
data class OrderCreated(val orderId: String)

@JvmInline
value class OrderId(val text: String)

class InBackticks {
    @Subscribe
    fun `on an order`(event: OrderCreated) {}
}

class OfValueClass {
    @Subscribe
    fun on(event: OrderId) {}
}

class Partly {
    @Subscribe
    fun fine(event: OrderCreated) {}

    @Subscribe
    fun `not fine`(event: OrderCreated) {}
}

class Anonymous {
    val it =
        object : Any() {
            @Subscribe
            fun on(event: OrderCreated) {}
        }
}
"""
    }
}
