package dev.eventbus.stress;

import dev.eventbus.runtime.queue.EnqueueResult;
import dev.eventbus.runtime.queue.TicketQueue;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * The queue for many consumers, and the bounded counter that it claims to be.
 *
 * <p>Which item comes out is not compared: a producer that has claimed and not added yet may see a later one's item
 * come out first, so items of different producers that overlap have no order. {@code TwoConsumers} proves that each
 * comes out once.
 */
public final class TicketProof {

    private final TicketQueue queue = new TicketQueue(2);

    /** Without items. */
    public TicketProof() {}

    /** A producer's. */
    @Operation
    public EnqueueResult offer(int item) {
        return queue.offer(item, null);
    }

    /** A consumer's. */
    @Operation
    public boolean take() {
        return queue.take() != null;
    }

    /** A producer's that needs room. */
    @Operation
    public boolean displace() {
        return queue.displace() != null;
    }

    /** Anybody's. */
    @Operation
    public long depth() {
        return queue.depth();
    }

    /** A counter for one thread. */
    public static final class Specification {

        private int waiting;

        /** Zero. */
        public Specification() {}

        /** One more, if there is room. */
        public EnqueueResult offer(int item) {
            if (waiting == 2) {
                return EnqueueResult.FULL;
            }
            waiting++;
            return EnqueueResult.ACCEPTED;
        }

        /** One less, if there is one. */
        public boolean take() {
            boolean any = waiting > 0;
            waiting -= any ? 1 : 0;
            return any;
        }

        /** One less, if there is no room. */
        public boolean displace() {
            return waiting == 2 && take();
        }

        /** How many there are. */
        public long depth() {
            return waiting;
        }
    }
}
