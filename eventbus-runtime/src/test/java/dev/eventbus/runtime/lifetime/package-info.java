/** That nothing is held for longer than it is needed: subscriptions, timers, buses, class loaders. */
package dev.eventbus.runtime.lifetime;
