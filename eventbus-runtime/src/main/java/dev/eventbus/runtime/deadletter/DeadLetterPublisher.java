package dev.eventbus.runtime.deadletter;

import dev.eventbus.DeadLetter;
import dev.eventbus.runtime.execution.IdleSignal;
import dev.eventbus.runtime.execution.NotificationThread;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.routing.SystemEvents;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Publishes a {@link DeadLetter} for each lost event, on the notification thread of the bus; costs nothing while no
 * handler subscribes to them. A loss of such a subscription itself is not published, or there would be no end.
 *
 * <p>Memory: at most {@value #MAX_WAITING} wait to be published. More count as drops of those subscriptions.
 */
public final class DeadLetterPublisher implements Runnable {

    private static final int MAX_WAITING = 65_536;

    private final SubscriptionTable table;
    private final Router router;
    private final NotificationThread notificationThread;
    private final IdleSignal idle;
    private final SystemEvents systemEvents;

    private final Queue<StoredDeadLetter> waiting = new ConcurrentLinkedQueue<>();
    // Raised before a letter is there, lowered after it was published: what is not counted here is in a channel, or
    // done.
    private final AtomicInteger pending = new AtomicInteger();
    private volatile boolean stopped;

    public DeadLetterPublisher(
            SubscriptionTable table,
            Router router,
            NotificationThread notificationThread,
            IdleSignal idle,
            SystemEvents systemEvents) {
        this.table = table;
        this.router = router;
        this.notificationThread = notificationThread;
        this.idle = idle;
        this.systemEvents = systemEvents;
    }

    /** Publishes a letter soon, if a handler subscribes to them. */
    void publishSoon(StoredDeadLetter letter) {
        boolean ownLoss = letter.subscription().eventType() == DeadLetter.class;
        if (ownLoss || stopped || !table.isSubscribedTo(DeadLetter.class)) {
            return;
        }
        if (pending.incrementAndGet() > MAX_WAITING) {
            pending.decrementAndGet();
            table.subscribedTo(DeadLetter.class).forEach(BusSubscription::dropUnoffered);
            return;
        }
        waiting.add(letter);
        notificationThread.execute(this);
    }

    /** Publishes no more: the bus is closed, and its notification thread has ended. */
    public void stop() {
        stopped = true;
        waiting.clear();
    }

    /** Publishes one letter. */
    @Override
    public void run() { // ADR 12
        StoredDeadLetter letter = waiting.poll();
        if (letter != null) {
            try {
                systemEvents.publish(letter.toDeadLetter(router));
            } finally {
                pending.decrementAndGet();
                idle.changed();
            }
        }
    }

    /** Whether letters wait to be published; not for a caller that their publishing waits for. */
    public boolean isPending() {
        return !stopped && pending.get() > 0 && !notificationThread.isCurrent();
    }
}
