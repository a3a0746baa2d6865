/**
 * Proofs of {@code docs/synchronization.md} for queues and for the bus as users see it, and what runs all proofs:
 * jcstress for single interleavings, each beside a weakened variant that shows the bug, and Lincheck for whole
 * structures.
 */
package dev.eventbus.stress;
