package dev.eventbus.kotlin

import dev.eventbus.AsyncContextHandler
import dev.eventbus.AsyncHandler
import dev.eventbus.BatchContextHandler
import dev.eventbus.BatchHandler
import dev.eventbus.ContextHandler
import dev.eventbus.DeliveryMode
import dev.eventbus.EventBus
import dev.eventbus.EventContext
import dev.eventbus.Handler
import dev.eventbus.SubscriptionBuilder
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.CopyOnWriteArrayList

/** Handlers as Kotlin's lambdas, function references and functional values: none is ambiguous, none needs a cast. */
@Timeout(120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LambdasTest {
    private val bus: EventBus = EventBus.builder().build()
    private val handled = CopyOnWriteArrayList<String>()

    @AfterEach
    fun close() = bus.close()

    private fun builder(): SubscriptionBuilder<Note> = bus.subscription(Note::class.java)

    private fun published(): List<String> {
        bus.publishTo("kotlin.note", Note("hello"))
        assertThat(bus.awaitIdle(Duration.ofSeconds(30))).isTrue()
        assertThat(bus.stats().subscriptions()).allMatch { it.failed() == 0L }
        return handled
    }

    private fun note(event: Note) {
        handled.add(event.text)
    }

    private fun noteWithTopic(event: Note, context: EventContext) {
        handled.add(event.text + context.topic())
    }

    /** Returns something, as `MutableList.add` does. */
    private fun noteAndTell(event: Note): Boolean = handled.add(event.text)

    private fun noteAll(events: List<Note>) {
        events.forEach(::note)
    }

    private fun noteLater(event: Note): CompletionStage<Unit> = CompletableFuture.supplyAsync { note(event) }

    @Test
    fun lambdasOfOneParameter() {
        bus.subscribe(Note::class.java) { handled.add(it.text) }
        bus.subscribe(Note::class.java) { event -> handled.add(event.text) }
        bus.subscribe(Note::class.java) { event: Note -> note(event) }
        bus.subscribe(Note::class.java) { (note(it)) }
        builder().handle { handled.add(it.text) }
        builder().handle { event -> note(event) }
        assertThat(published()).hasSize(6).containsOnly("hello")
    }

    @Test
    fun lambdasOfTwoParameters() {
        bus.subscribe(Note::class.java) { event, context -> handled.add(event.text + context.topic()) }
        bus.subscribe(Note::class.java) { event: Note, context: EventContext -> noteWithTopic(event, context) }
        bus.subscribe(Note::class.java) { event, _ -> handled.add(event.text + "kotlin.note") }
        builder().handle { event, context -> noteWithTopic(event, context) }
        builder().mode(DeliveryMode.DIRECT).handle { _, context -> handled.add("hello" + context.topic()) }
        assertThat(published()).hasSize(5).containsOnly("hellokotlin.note")
    }

    @Test
    fun references() {
        bus.subscribe(Note::class.java, ::note)
        bus.subscribe(Note::class.java, this::noteAndTell)
        builder().handle(::note)
        builder().handle(::noteAndTell)
        assertThat(published()).hasSize(4).containsOnly("hello")
        handled.clear()
        val withContext = bus.subscribe(Note::class.java, ::noteWithTopic)
        builder().handle(::noteWithTopic)
        bus.subscriptions().filter { it.id() < withContext.id() }.forEach { it.cancel() }
        assertThat(published()).hasSize(2).containsOnly("hellokotlin.note")
    }

    @Test
    fun referencesToOverloadedFunctions() {
        val notes = CopyOnWriteArrayList<Note>()
        bus.subscribe(Note::class.java, notes::add)
        builder().handle(notes::add)
        published()
        assertThat(notes).hasSize(2)
    }

    @Test
    fun functionalValues() {
        val function: (Note) -> Unit = ::note
        val functionOfTwo: (Note, EventContext) -> Unit = ::noteWithTopic
        bus.subscribe(Note::class.java, function)
        bus.subscribe(Note::class.java, Handler<Any> { handled.add("hello") })
        builder().handle(function)
        bus.subscribe(Note::class.java, functionOfTwo)
        builder().handle(ContextHandler<Any> { _, context -> handled.add("hello" + context.topic()) })
        assertThat(published().sorted())
            .containsExactly("hello", "hello", "hello", "hellokotlin.note", "hellokotlin.note")
    }

    @Test
    fun stagesAndBatches() {
        builder().handleAsync { CompletableFuture.supplyAsync { note(it) } }
        builder().handleAsync { event -> noteLater(event) }
        builder().handleAsync(::noteLater)
        builder().handleAsync(AsyncHandler<Note> { noteLater(it) })
        builder().handleBatch(10) { noteAll(it) }
        builder().handleBatch(10) { events -> events.forEach { note(it) } }
        builder().handleBatch(10, ::noteAll)
        builder().handleBatch(10, BatchHandler<Any> { handled.add("hello") })
        assertThat(published()).hasSize(8).containsOnly("hello")
    }

    private fun noteLaterWithTopic(event: Note, context: EventContext): CompletionStage<Unit> =
        CompletableFuture.supplyAsync { noteWithTopic(event, context) }

    private fun noteAllWithTopic(events: List<Note>, context: EventContext) {
        events.forEach { noteWithTopic(it, context) }
    }

    @Test
    fun stagesAndBatchesWithContext() {
        builder().handleAsync { event, context -> noteLaterWithTopic(event, context) }
        builder().handleAsync(::noteLaterWithTopic)
        builder().handleAsync(AsyncContextHandler<Note> { event, context -> noteLaterWithTopic(event, context) })
        builder().handleBatch(10) { events, context -> noteAllWithTopic(events, context) }
        builder().handleBatch(10, ::noteAllWithTopic)
        builder().handleBatch(10, BatchContextHandler<Any> { _, context -> handled.add("hello" + context.topic()) })
        assertThat(published()).hasSize(6).containsOnly("hellokotlin.note")
    }

    @Test
    fun referencesToOverloadedFunctionsOfBatches() {
        val batches = CopyOnWriteArrayList<List<Note>>()
        builder().handleBatch(10, batches::add)
        published()
        assertThat(batches).hasSize(1)
    }
}
