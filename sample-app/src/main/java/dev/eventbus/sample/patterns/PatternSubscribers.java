package dev.eventbus.sample.patterns;

import dev.eventbus.EventContext;
import dev.eventbus.Subscribe;

/** Three handlers of one event type that differ only in their patterns. */
final class PatternSubscribers {

    private final TopicLog users = new TopicLog();
    private final TopicLog errors = new TopicLog();
    private final TopicLog everything = new TopicLog();

    /** One segment after {@code user}. */
    @Subscribe(topic = "user.*")
    void onUserEvent(PlatformEvent event, EventContext context) {
        users.add(context.topic());
    }

    /** One segment before {@code error}. */
    @Subscribe(topic = "*.error")
    void onError(PlatformEvent event, EventContext context) {
        errors.add(context.topic());
    }

    /** Every topic, however many segments it has. */
    @Subscribe(topic = "*")
    void onEverything(PlatformEvent event, EventContext context) {
        everything.add(context.topic());
    }

    TopicLog users() {
        return users;
    }

    TopicLog errors() {
        return errors;
    }

    TopicLog everything() {
        return everything;
    }
}
