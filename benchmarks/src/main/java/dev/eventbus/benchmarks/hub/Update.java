package dev.eventbus.benchmarks.hub;

/**
 * What happens in a room of the dashboard.
 *
 * @param room the room
 */
record Update(int room) {}
