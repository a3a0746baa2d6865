package dev.eventbus.runtime.report;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Logs that nobody listens, once for each topic, for so many topics: a stream of ever new ones costs neither memory nor a log.
 *
 * <p>Threading: any; log lines are written on the bus's notice thread.
 */
public final class UnhandledTopics {

    private static final int MAX_TOPICS = 100;

    private final String busName;
    private final Executor noticeThread;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger(MAX_TOPICS);

    /** Has told of no topic. */
    public UnhandledTopics(String busName, Executor noticeThread) {
        this.busName = busName;
        this.noticeThread = noticeThread;
    }

    /** An event matched no subscription. */
    public void unhandled(String topic, Class<?> type) {
        if (places.get() > 0 && !told.contains(topic) && told.add(topic)) {
            int left = places.decrementAndGet();
            if (left >= 0) {
                String typeName = type.getName();
                noticeThread.execute(() -> Log.unhandled(busName, topic, typeName, left == 0));
            }
        }
    }
}
