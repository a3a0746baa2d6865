/** What the tests of several modules share: threads whose errors count, and waits that end. */
@NullMarked
package dev.eventbus.testing;

import org.jspecify.annotations.NullMarked;
