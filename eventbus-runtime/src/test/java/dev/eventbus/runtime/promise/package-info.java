/**
 * One test class for each promise of {@code docs/guarantees.md}, written against the public API only.
 *
 * <p>What is internal to a part is tested beside that part.
 */
package dev.eventbus.runtime.promise;
