/**
 * What the annotation processor and the runtime must agree on and users never see: the grammar of topics, topic
 * patterns and subscription names. The module exports this package to those two only, so that it can change with them.
 *
 * <p>Depends on no other package of the library. What integrations need too is in {@link dev.eventbus.spi}.
 */
@NullMarked
package dev.eventbus.internal;

import org.jspecify.annotations.NullMarked;
