/**
 * Uploads, with three services that react to them, one of which fails now and then.
 *
 * <p>Shows that a failing handler is its own problem only.
 */
@NullMarked
package dev.eventbus.sample.upload;

import org.jspecify.annotations.NullMarked;
