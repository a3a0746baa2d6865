/**
 * Random buses under load: any policies, handlers that block, throw, pause, cancel themselves and publish back,
 * publishers that come and go. What each promise means is tested in the runtime; here everything happens at once.
 */
package dev.eventbus.soak;
