package dev.eventbus.kotlin

import org.assertj.core.api.Assertions.assertThat
import org.jetbrains.kotlin.cli.common.ExitCode
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import java.net.URLClassLoader
import java.nio.file.Path
import javax.tools.ToolProvider
import kotlin.io.path.createDirectories
import kotlin.io.path.createParentDirectories
import kotlin.io.path.extension
import kotlin.io.path.pathString
import kotlin.io.path.walk
import kotlin.io.path.writeText

/** Kotlin sources that a test writes, put through kapt with the processor, and compiled as a build does. */
class KotlinProgram(private val folder: Path) {
    private val sources = folder.resolve("sources").createDirectories()
    private val generated = folder.resolve("generated").createDirectories()
    private val classes = folder.resolve("classes").createDirectories()

    /** What kapt and the processor said: a line for each problem, `error: ...` or `file:line: error: ...`. */
    var said: List<String> = listOf()
        private set

    fun source(path: String, text: String) = apply { sources.resolve(path).createParentDirectories().writeText(text) }

    /** Runs the processor. Returns whether it found nothing wrong. */
    fun process(): Boolean {
        val kapt = "plugin:org.jetbrains.kotlin.kapt3"
        val options =
            mapOf(
                "aptMode" to "stubsAndApt",
                "sources" to generated,
                "classes" to classes,
                "stubs" to folder.resolve("stubs"),
                "mapDiagnosticLocations" to true,
            )
                .map { (name, value) -> "$kapt:$name=$value" } + libraries.map { "$kapt:apclasspath=$it" }
        val plugin = libraries.single { it.contains("kotlin-annotation-processing-embeddable") }
        return kotlinc(listOf("-Xplugin=$plugin") + options.flatMap { listOf("-P", it) })
    }

    /** Goes all the way to class files, which must raise no warning. */
    fun compile() = apply {
        assertThat(process()).`as`("%s", said).isTrue()
        assertThat(kotlinc(listOf("-Werror", "-d", classes.pathString, generated.pathString))).`as`("%s", said).isTrue()
        val javac = ToolProvider.getSystemJavaCompiler()
        val options = listOf("--release", "17", "-Xlint:all", "-Werror", "-proc:none", "-d", classes.pathString)
        val classPath = listOf("-cp", (libraries + classes.pathString).joinToString(File.pathSeparator))
        val files = generated.walk().filter { it.extension == "java" }.map { it.pathString }
        val output = ByteArrayOutputStream()
        val code = javac.run(null, output, output, *(options + classPath + files).toTypedArray())
        assertThat(code).`as`("%s", output).isZero()
    }

    /** Loads a class of the program, beside the libraries that the test has. */
    fun load(className: String): Class<*> =
        URLClassLoader(arrayOf(classes.toUri().toURL()), javaClass.classLoader).loadClass(className)

    /** Runs a main function with the program's classes, and its index, before those of the tests. */
    fun run(className: String) {
        URLClassLoader(arrayOf(classes.toUri().toURL()), javaClass.classLoader).use { loader ->
            val thread = Thread.currentThread()
            val before = thread.contextClassLoader
            thread.contextClassLoader = loader
            try {
                loader.loadClass(className).getMethod("main").invoke(null)
            } finally {
                thread.contextClassLoader = before
            }
        }
    }

    private fun kotlinc(options: List<String>): Boolean {
        val output = ByteArrayOutputStream()
        val classPath = listOf("-cp", libraries.joinToString(File.pathSeparator))
        val fixed = listOf("-no-stdlib", "-no-reflect", "-jvm-target", "17", "-module-name", "shop")
        val code =
            K2JVMCompiler()
                .exec(PrintStream(output), *(fixed + classPath + options + sources.pathString).toTypedArray())
        said = output.toString().replace("$sources${File.separator}", "").lines()
        return code == ExitCode.OK
    }

    private companion object {
        /** The class path of the tests, less their own classes. */
        val libraries: List<String> =
            System.getProperty("java.class.path").split(File.pathSeparator)
                .filter { File(it).exists() && !it.endsWith("test-classes") }
    }
}
