package dev.eventbus.runtime.report;

import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import java.lang.ref.WeakReference;

/**
 * Stands for a subscription that has ended and is not referenced any more, in calls of listeners: its name and its
 * counts, and nothing of its subscriber.
 */
final class EndedSubscription implements Subscription {

    private final long id;
    private final String name;
    private final Class<?> eventType;
    private final SubscriptionStats stats;
    private final WeakReference<Subscription> original;

    EndedSubscription(Subscription original) {
        this.id = original.id();
        this.name = original.name();
        this.eventType = original.eventType();
        this.stats = original.stats();
        this.original = new WeakReference<>(original);
    }

    /** The subscription itself while it is referenced, so that listeners can compare; else this. */
    Subscription shown() {
        Subscription held = original.get();
        return held != null ? held : this;
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Class<?> eventType() {
        return eventType;
    }

    @Override
    public void cancel() {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public boolean isPaused() {
        return false;
    }

    @Override
    public boolean isActive() {
        return false;
    }

    @Override
    public SubscriptionStats stats() {
        return stats;
    }

    @Override
    public String toString() {
        return "Subscription[name=" + name + ", id=" + id + "]";
    }
}
