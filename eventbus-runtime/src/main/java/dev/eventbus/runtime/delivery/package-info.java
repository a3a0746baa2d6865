/**
 * What is delivered and how a handler is called: envelopes, contexts, and the calls into tables and lambdas.
 *
 * <p>What a queue holds of these, and the names that parameters have, is listed in {@code dev.eventbus.runtime.queue}.
 *
 * <p>When something is delivered, and by which thread, is decided in {@code dev.eventbus.runtime.channel}.
 */
@NullMarked
package dev.eventbus.runtime.delivery;

import org.jspecify.annotations.NullMarked;
