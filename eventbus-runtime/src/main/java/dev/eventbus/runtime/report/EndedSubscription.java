package dev.eventbus.runtime.report;

import dev.eventbus.Subscription;
import dev.eventbus.SubscriptionStats;
import java.lang.ref.WeakReference;

/**
 * What a listener is shown of a subscription that has ended and that nobody holds any more: its name and its counts,
 * and nothing of its subscriber. Nothing is left to be done with it.
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

    /** The subscription itself as long as somebody holds it, who may compare; else this. */
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
