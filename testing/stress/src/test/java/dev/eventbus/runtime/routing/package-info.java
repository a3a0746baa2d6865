/**
 * Proofs of {@code docs/synchronization.md} for routes, in the package of what they prove because they use what only
 * that package may.
 */
package dev.eventbus.runtime.routing;
