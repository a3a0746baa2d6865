/**
 * The contract between generated code and the runtime: what an index and a handler table look like, and the few types
 * they are written with.
 *
 * <p>Not for hand-written code: the annotation processor implements these types, a runtime calls them. No policy lives
 * here, see {@link dev.eventbus.spi.generated.SubscriberIndex} for how the two sides stay compatible.
 */
@NullMarked
package dev.eventbus.spi.generated;

import org.jspecify.annotations.NullMarked;
