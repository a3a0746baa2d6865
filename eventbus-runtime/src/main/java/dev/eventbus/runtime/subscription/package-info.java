/**
 * What both kinds of subscription share: identity, settings, the door to the user's filter, and the counting of losses.
 *
 * <p>How events reach a handler lives elsewhere: through a queue in {@code dev.eventbus.runtime.channel}, by a call in
 * the publisher's thread in {@code dev.eventbus.runtime.direct}.
 */
@NullMarked
package dev.eventbus.runtime.subscription;

import org.jspecify.annotations.NullMarked;
