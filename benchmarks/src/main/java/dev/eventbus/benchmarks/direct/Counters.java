package dev.eventbus.benchmarks.direct;

import dev.eventbus.DeliveryMode;
import java.util.List;
import net.engio.mbassy.listener.Handler;
import net.engio.mbassy.listener.Listener;
import net.engio.mbassy.listener.References;
import net.neoforged.bus.api.SubscribeEvent;
import org.springframework.context.event.EventListener;

/**
 * Eight subscriber classes, alike but different, so that what a virtual machine learns of one does not help with the
 * next. Each has one handler, which carries the annotation of every library. They are registered in the order of
 * their names.
 */
public final class Counters {

    /** The most subscribers that a benchmark has. */
    static final int MOST = 8;

    private Counters() {}

    /**
     * Makes subscribers of different classes.
     *
     * @param count how many, at most {@value #MOST}
     * @return new subscribers
     */
    static List<Counter> create(int count) {
        return List.<Counter>of(
                        new Alpha(),
                        new Bravo(),
                        new Charlie(),
                        new Delta(),
                        new Echo(),
                        new Foxtrot(),
                        new Golf(),
                        new Hotel())
                .subList(0, count);
    }

    /**
     * Checks that all subscribers counted alike.
     *
     * @throws IllegalStateException if one was left out, or none was called
     */
    static void check(List<Counter> counters) {
        List<Long> counts = counters.stream().map(Counter::count).toList();
        if (counts.contains(0L) || counts.stream().distinct().count() != 1) {
            throw new IllegalStateException("Not every subscriber got every event: " + counts);
        }
    }

    /** One subscriber. */
    @Listener(references = References.Strong)
    public static final class Alpha implements Counter {

        private long count;

        @Override
        @dev.eventbus.Subscribe(mode = DeliveryMode.DIRECT)
        @org.greenrobot.eventbus.Subscribe
        @com.google.common.eventbus.Subscribe
        @Handler
        @EventListener
        public void onPing(Ping ping) {
            count++;
        }

        /**
         * Handles NeoForged's event.
         *
         * @param ping the event
         */
        @SubscribeEvent
        public void onNeoForgedPing(NeoForgedPing ping) {
            count++;
        }

        @Override
        public long count() {
            return count;
        }
    }

    /** One subscriber. */
    @Listener(references = References.Strong)
    public static final class Bravo implements Counter {

        private long count;

        @Override
        @dev.eventbus.Subscribe(mode = DeliveryMode.DIRECT)
        @org.greenrobot.eventbus.Subscribe
        @com.google.common.eventbus.Subscribe
        @Handler
        @EventListener
        public void onPing(Ping ping) {
            count++;
        }

        /**
         * Handles NeoForged's event.
         *
         * @param ping the event
         */
        @SubscribeEvent
        public void onNeoForgedPing(NeoForgedPing ping) {
            count++;
        }

        @Override
        public long count() {
            return count;
        }
    }

    /** One subscriber. */
    @Listener(references = References.Strong)
    public static final class Charlie implements Counter {

        private long count;

        @Override
        @dev.eventbus.Subscribe(mode = DeliveryMode.DIRECT)
        @org.greenrobot.eventbus.Subscribe
        @com.google.common.eventbus.Subscribe
        @Handler
        @EventListener
        public void onPing(Ping ping) {
            count++;
        }

        /**
         * Handles NeoForged's event.
         *
         * @param ping the event
         */
        @SubscribeEvent
        public void onNeoForgedPing(NeoForgedPing ping) {
            count++;
        }

        @Override
        public long count() {
            return count;
        }
    }

    /** One subscriber. */
    @Listener(references = References.Strong)
    public static final class Delta implements Counter {

        private long count;

        @Override
        @dev.eventbus.Subscribe(mode = DeliveryMode.DIRECT)
        @org.greenrobot.eventbus.Subscribe
        @com.google.common.eventbus.Subscribe
        @Handler
        @EventListener
        public void onPing(Ping ping) {
            count++;
        }

        /**
         * Handles NeoForged's event.
         *
         * @param ping the event
         */
        @SubscribeEvent
        public void onNeoForgedPing(NeoForgedPing ping) {
            count++;
        }

        @Override
        public long count() {
            return count;
        }
    }

    /** One subscriber. */
    @Listener(references = References.Strong)
    public static final class Echo implements Counter {

        private long count;

        @Override
        @dev.eventbus.Subscribe(mode = DeliveryMode.DIRECT)
        @org.greenrobot.eventbus.Subscribe
        @com.google.common.eventbus.Subscribe
        @Handler
        @EventListener
        public void onPing(Ping ping) {
            count++;
        }

        /**
         * Handles NeoForged's event.
         *
         * @param ping the event
         */
        @SubscribeEvent
        public void onNeoForgedPing(NeoForgedPing ping) {
            count++;
        }

        @Override
        public long count() {
            return count;
        }
    }

    /** One subscriber. */
    @Listener(references = References.Strong)
    public static final class Foxtrot implements Counter {

        private long count;

        @Override
        @dev.eventbus.Subscribe(mode = DeliveryMode.DIRECT)
        @org.greenrobot.eventbus.Subscribe
        @com.google.common.eventbus.Subscribe
        @Handler
        @EventListener
        public void onPing(Ping ping) {
            count++;
        }

        /**
         * Handles NeoForged's event.
         *
         * @param ping the event
         */
        @SubscribeEvent
        public void onNeoForgedPing(NeoForgedPing ping) {
            count++;
        }

        @Override
        public long count() {
            return count;
        }
    }

    /** One subscriber. */
    @Listener(references = References.Strong)
    public static final class Golf implements Counter {

        private long count;

        @Override
        @dev.eventbus.Subscribe(mode = DeliveryMode.DIRECT)
        @org.greenrobot.eventbus.Subscribe
        @com.google.common.eventbus.Subscribe
        @Handler
        @EventListener
        public void onPing(Ping ping) {
            count++;
        }

        /**
         * Handles NeoForged's event.
         *
         * @param ping the event
         */
        @SubscribeEvent
        public void onNeoForgedPing(NeoForgedPing ping) {
            count++;
        }

        @Override
        public long count() {
            return count;
        }
    }

    /** One subscriber. */
    @Listener(references = References.Strong)
    public static final class Hotel implements Counter {

        private long count;

        @Override
        @dev.eventbus.Subscribe(mode = DeliveryMode.DIRECT)
        @org.greenrobot.eventbus.Subscribe
        @com.google.common.eventbus.Subscribe
        @Handler
        @EventListener
        public void onPing(Ping ping) {
            count++;
        }

        /**
         * Handles NeoForged's event.
         *
         * @param ping the event
         */
        @SubscribeEvent
        public void onNeoForgedPing(NeoForgedPing ping) {
            count++;
        }

        @Override
        public long count() {
            return count;
        }
    }
}
