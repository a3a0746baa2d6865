package dev.eventbus.runtime.retention;

import dev.eventbus.runtime.delivery.Envelope;
import dev.eventbus.spi.TopicPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The retained events of one bus, numbered in the order in which they were published.
 *
 * <p>Nothing is missed and nothing comes twice because publishers and late subscribers meet at this number. A publisher
 * retains its event, which numbers it, and after that makes sure that its route is current; a subscriber is added,
 * which invalidates routes, and after that reads the past and the highest number so far. So an event that is not in the
 * past that was read finds the subscriber in its route, and the subscriber takes only events with a higher number.
 *
 * <p>Threading: any; a lock that is held for some array operations. Publishers of events that are not retained do not
 * come here.
 */
public final class Retention {

    private final List<RetentionRule> rules;
    private final ReentrantLock lock = new ReentrantLock();
    // All guarded by the lock. The logs of rules, in their order; and those of event types, by name.
    private final List<RetainedLog> ruleLogs = new ArrayList<>();
    private final Map<String, RetainedLog> typeLogs = new HashMap<>();
    private long lastNumber;
    private boolean closed;

    /** Retains nothing yet. */
    public Retention(List<RetentionRule> rules) {
        this.rules = List.copyOf(rules);
        for (RetentionRule rule : rules) {
            ruleLogs.add(new RetainedLog(rule.count()));
        }
    }

    /** The logs that retain the events of one route. */
    public static final class Logs {

        private final List<RetainedLog> all;

        private Logs(List<RetainedLog> all) {
            this.all = all;
        }
    }

    /**
     * The logs that retain events.
     *
     * @param className the class of the events
     * @param types everything that they are instances of
     * @param declared how many their type says
     * @return null if none does
     */
    public @Nullable Logs logsOf(String className, Collection<Class<?>> types, String topic, int declared) {
        if (declared == 0 && rules.isEmpty()) {
            return null;
        }
        List<RetainedLog> logs = new ArrayList<>();
        lock.lock();
        try {
            for (int i = 0; i < rules.size(); i++) {
                if (rules.get(i).matches(types, topic)) {
                    logs.add(ruleLogs.get(i));
                }
            }
            if (declared > 0) {
                RetainedLog log = typeLogs.get(className);
                if (log == null) {
                    log = new RetainedLog(declared);
                    typeLogs.put(className, log);
                }
                logs.add(log);
            }
        } finally {
            lock.unlock();
        }
        return logs.isEmpty() ? null : new Logs(logs);
    }

    /**
     * Whether a rule could retain events of a class that a subscription matches.
     *
     * @param declaredTopic the only topic of these events; null if they can be published on any
     * @param pattern the topics of the subscription
     */
    public boolean mayRetain(Class<?> eventClass, @Nullable String declaredTopic, TopicPattern pattern) {
        if (declaredTopic != null && !pattern.matches(declaredTopic)) {
            return false;
        }
        for (RetentionRule rule : rules) {
            if (rule.mayMatch(eventClass, declaredTopic, pattern)) {
                return true;
            }
        }
        return false;
    }

    /** Retains an event that is about to be offered, and numbers it. */
    public void add(Logs logs, Envelope event) {
        lock.lock();
        try {
            event.numbered(++lastNumber);
            if (!closed) {
                for (RetainedLog log : logs.all) {
                    log.add(event);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The last events that match.
     *
     * @param count how many at most
     */
    public Past past(Class<?> type, TopicPattern pattern, int count) {
        NavigableMap<Long, Envelope> found = new TreeMap<>();
        long number;
        lock.lock();
        try {
            number = lastNumber;
            for (RetainedLog log : ruleLogs) {
                collect(log, found);
            }
            for (RetainedLog log : typeLogs.values()) {
                collect(log, found);
            }
        } finally {
            lock.unlock();
        }
        List<Envelope> matching = new ArrayList<>();
        for (Envelope event : found.descendingMap().values()) {
            if (matching.size() == count) {
                break;
            }
            if (type.isInstance(event.event()) && pattern.matches(event.topic())) {
                matching.add(event);
            }
        }
        matching.sort(Comparator.comparingLong(Envelope::number));
        return new Past(matching, number);
    }

    /** Removes the events that are instances of a type, and says how many there were. */
    public int remove(Class<?> type) {
        return remove(event -> type.isInstance(event.event()));
    }

    /** Removes the events that were published on a topic, and says how many there were. */
    public int remove(String topic) {
        return remove(event -> event.topic().equals(topic));
    }

    private int remove(Predicate<Envelope> which) {
        // Several logs may hold one event.
        Set<Long> removed = new HashSet<>();
        lock.lock();
        try {
            for (RetainedLog log : ruleLogs) {
                log.remove(which, removed);
            }
            for (RetainedLog log : typeLogs.values()) {
                log.remove(which, removed);
            }
        } finally {
            lock.unlock();
        }
        return removed.size();
    }

    private static void collect(RetainedLog log, NavigableMap<Long, Envelope> into) {
        for (Envelope event : log.events()) {
            into.put(event.number(), event);
        }
    }

    /**
     * Events of the past.
     *
     * @param events oldest first
     * @param number the highest number that any event had then
     */
    public record Past(List<Envelope> events, long number) {}

    /** Removes everything, and retains nothing any more. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            ruleLogs.forEach(RetainedLog::clear);
            typeLogs.values().forEach(RetainedLog::clear);
        } finally {
            lock.unlock();
        }
    }
}
