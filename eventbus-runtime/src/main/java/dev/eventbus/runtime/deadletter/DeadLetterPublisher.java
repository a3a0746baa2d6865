package dev.eventbus.runtime.deadletter;

import dev.eventbus.DeadLetter;
import dev.eventbus.runtime.execution.IdleSignal;
import dev.eventbus.runtime.execution.NotificationThread;
import dev.eventbus.runtime.routing.Router;
import dev.eventbus.runtime.routing.SubscriptionTable;
import dev.eventbus.runtime.subscription.BusSubscription;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Tells subscriptions to {@link DeadLetter} of each event that was lost, on the bus's notice thread; costs nothing while there is
 * none. An event that such a subscription itself has lost is not told of, or there would be no end.
 *
 * <p>Memory: at most {@value #MOST_WAITING} wait to be told. Those subscriptions have dropped what comes beyond.
 */
public final class DeadLetterPublisher implements Runnable {

    private static final int MOST_WAITING = 65_536;

    private final SubscriptionTable table;
    private final Router router;
    private final NotificationThread noticeThread;
    private final IdleSignal quiet;
    private final Consumer<Object> publisher;

    private final Queue<StoredDeadLetter> waiting = new ConcurrentLinkedQueue<>();
    // Raised before a letter is there, lowered after it was published: what is not counted here is in a channel, or
    // over.
    private final AtomicInteger pending = new AtomicInteger();
    private volatile boolean stopped;

    /**
     * Tells of nothing so far.
     *
     * @param publisher publishes a system event
     */
    public DeadLetterPublisher(
            SubscriptionTable table,
            Router router,
            NotificationThread noticeThread,
            IdleSignal quiet,
            Consumer<Object> publisher) {
        this.table = table;
        this.router = router;
        this.noticeThread = noticeThread;
        this.quiet = quiet;
        this.publisher = publisher;
    }

    /** Tells of a lost event soon, if somebody wants to know. */
    void announce(StoredDeadLetter letter) {
        boolean ownLoss = letter.subscription().eventType() == DeadLetter.class;
        if (ownLoss || stopped || !table.isSubscribedTo(DeadLetter.class)) {
            return;
        }
        if (pending.incrementAndGet() > MOST_WAITING) {
            pending.decrementAndGet();
            table.subscribedTo(DeadLetter.class).forEach(BusSubscription::dropUnoffered);
            return;
        }
        waiting.add(letter);
        noticeThread.execute(this);
    }

    /** Tells nobody any more: the bus is closed, and its notice thread gone. */
    public void stop() {
        stopped = true;
        waiting.clear();
    }

    /** Publishes one. */
    @Override
    public void run() {
        StoredDeadLetter letter = waiting.poll();
        if (letter != null) {
            try {
                publisher.accept(letter.shown(router));
            } finally {
                pending.decrementAndGet();
                quiet.changed();
            }
        }
    }

    /** Whether some have not been published and will be, but for a caller who holds that up. */
    public boolean isPending() {
        return !stopped && pending.get() > 0 && !noticeThread.isCurrent();
    }
}
