/**
 * Streams with demand: the rules of Reactive Streams as their own kit tests them, what they promise on top, and other
 * libraries on both ends.
 */
package dev.eventbus.streams;
