package dev.eventbus.runtime.channel;

import java.util.List;

/**
 * Is told by subscriptions what concerns their bus. Called on publishing and delivering threads, so implementations only
 * take note: no user code, no lock held for long.
 */
public interface SubscriptionObserver {

    /** The subscription has losses or failures to report; not told again until they were {@linkplain BusSubscription#takeReport taken}. */
    void hasReport(BusSubscription subscription);

    /** The subscription may have become quiet. */
    void quieter();

    /** The subscription has been cancelled and must get no more events; a handler may still be running. */
    void cancelled(BusSubscription subscription);

    /** The subscription has ended and no handler of it runs any more. */
    void ended(BusSubscription subscription);

    /** A handler has run over its deadline and takes no notice of being interrupted; told once for each such call. */
    void stuck(BusSubscription subscription, String thread, List<StackTraceElement> stack);
}
