package dev.eventbus.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import java.nio.file.Path
import kotlin.io.path.readText

/** The Kotlin code in the docs is compiled and run, and does what they say. */
class DocumentsTest {
    @TempDir
    lateinit var folder: Path

    private val buildTools = document("build-tools.md")

    @Test
    fun theProgramPrintsWhatThePageSays() {
        val source = block(buildTools, "<!-- file: kotlin/src/main/kotlin/com/acme/shop/Shop.kt -->\n```kotlin\n")
        val program = KotlinProgram(folder).source("com/acme/shop/Shop.kt", source).compile()
        val printed = printedBy { program.run("com.acme.shop.ShopKt") }
        assertThat(printed.lines())
            .containsExactlyInAnyOrderElementsOf(
                block(buildTools, "<!-- output: com.acme.shop.ShopKt -->\n```text\n").lines(),
            )
        assertThat(buildTools.lines().count { it == "```kotlin" }).isEqualTo(1)
    }

    @Test
    fun thePageHasTheVersionThatIsTested() {
        assertThat(Regex("""<kotlin.version>(.*)</kotlin.version>|version "(.*)"""").findAll(buildTools).toList())
            .hasSize(3)
            .allMatch { it.value.contains(KotlinVersion.CURRENT.toString()) }
    }

    @Test
    fun theExamplesOfSuspendFunctionsAreWrongAndMended() {
        val examples =
            Regex("```kotlin\n(.*?)\n```", RegexOption.DOT_MATCHES_ALL)
                .findAll(document("diagnostics.md"))
                .map { it.groupValues[1] }
                .toList()
        assertThat(examples).hasSize(2)
        val wrong = KotlinProgram(folder.resolve("wrong")).source("Wrong.kt", HEAD + examples[0])
        assertThat(wrong.process()).isFalse()
        assertThat(wrong.said.filter { it.contains("[EB") }).singleElement().asString().contains("[EB052]")
        KotlinProgram(folder.resolve("mended")).source("Mended.kt", HEAD + examples[1]).compile()
    }

    private fun document(name: String) = Path.of("../../docs").resolve(name).readText()

    private fun block(document: String, start: String): String {
        assertThat(document).contains(start)
        return document.substringAfter(start).substringBefore("\n```")
    }

    private fun printedBy(action: () -> Unit): String {
        val before = System.out
        val printed = ByteArrayOutputStream()
        System.setOut(PrintStream(printed))
        try {
            action()
        } finally {
            System.setOut(before)
        }
        return printed.toString().trim()
    }

    private companion object {
        const val HEAD =
            """
package com.acme

import dev.eventbus.Subscribe
import java.util.concurrent.CompletionStage
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.future

data class OrderCreated(val orderId: String, val cents: Long)

suspend fun send(event: OrderCreated) = delay(event.cents)

"""
    }
}
