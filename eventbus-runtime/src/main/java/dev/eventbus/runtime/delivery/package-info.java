/**
 * What is delivered and how a handler is called: envelopes, contexts, and the calls into tables and lambdas.
 *
 * <p>When something is delivered, and by whom, is decided in {@code dev.eventbus.runtime.channel}.
 */
@NullMarked
package dev.eventbus.runtime.delivery;

import org.jspecify.annotations.NullMarked;
