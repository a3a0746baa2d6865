package dev.eventbus.kotlin

import java.util.concurrent.ConcurrentLinkedQueue

/** What handlers did, in the order in which they did it. */
class Journal {
    private val noted = ConcurrentLinkedQueue<String>()

    val lines: List<String>
        get() = noted.toList()

    fun note(line: String) {
        noted.add(line)
    }
}
