package dev.eventbus.runtime.channel;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Overflow;
import dev.eventbus.spi.TopicPattern;

/**
 * What is fixed about a subscription from its beginning.
 *
 * @param id its number on its bus
 * @param name the name of its declaration
 * @param eventType the type whose instances match
 * @param pattern the topics that match
 * @param mode whether it has a channel
 * @param priority its place among direct handlers
 * @param capacity how many events may wait
 * @param overflow what happens to an event that finds the channel full
 * @param filtered whether the handler has a filter
 * @param takesContext whether the handler takes a context
 * @param once whether it ends after its first event
 */
public record SubscriptionSpec(
        long id,
        String name,
        Class<?> eventType,
        TopicPattern pattern,
        DeliveryMode mode,
        int priority,
        int capacity,
        Overflow overflow,
        boolean filtered,
        boolean takesContext,
        boolean once) {}
