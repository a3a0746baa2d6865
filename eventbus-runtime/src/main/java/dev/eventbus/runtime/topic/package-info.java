/**
 * The grammar of topics: which names are valid, and which patterns match them.
 *
 * <p>Strings only; which event is published on which topic is decided in {@code dev.eventbus.runtime.routing}.
 */
@NullMarked
package dev.eventbus.runtime.topic;

import org.jspecify.annotations.NullMarked;
