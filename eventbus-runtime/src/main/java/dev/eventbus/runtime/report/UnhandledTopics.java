package dev.eventbus.runtime.report;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Logs that an event had no subscriber, once for each topic up to a limit: ever new topics flood neither memory nor the
 * log.
 *
 * <p>Threading: any; log lines are written on the bus's notice thread.
 */
public final class UnhandledTopics {

    private static final int MAX_TOPICS = 100;

    private final String busName;
    private final Executor notificationThread;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger(MAX_TOPICS);

    public UnhandledTopics(String busName, Executor notificationThread) {
        this.busName = busName;
        this.notificationThread = notificationThread;
    }

    /** An event matched no subscription. */
    public void unhandled(String topic, Class<?> type) {
        if (places.get() > 0 && !reported.contains(topic) && reported.add(topic)) {
            int left = places.decrementAndGet();
            if (left >= 0) {
                String typeName = type.getName();
                notificationThread.execute(() -> Log.unhandled(busName, topic, typeName, left == 0));
            }
        }
    }
}
