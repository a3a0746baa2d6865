package dev.eventbus.runtime.report;

import dev.eventbus.CloseReport;
import dev.eventbus.DropReason;
import dev.eventbus.runtime.subscription.LossReport.Failure;
import dev.eventbus.spi.LogText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Every log line of the runtime. The logger is asked for with the first line, so that starting a bus starts no logging
 * library. Names pass {@link LogText}; events are never logged.
 */
public final class Log {

    private Log() {}

    private static final class Holder {
        private static final Logger LOGGER = LoggerFactory.getLogger("dev.eventbus");
    }

    /** Writes a line. The message of a failure is user code: if it throws, the name of its class has to do. */
    private static void write(Level level, @Nullable Throwable cause, String message, Object... arguments) {
        try {
            Holder.LOGGER.atLevel(level).setCause(cause).log(message, arguments);
        } catch (Throwable broken) {
            if (cause == null) {
                throw broken;
            }
            String name = LogText.sanitize(cause.getClass().getName());
            Holder.LOGGER.atLevel(level).log(message + " (" + name + ", which cannot be shown)", arguments);
        }
    }

    /**
     * Writes a line about a failure of a handler, filter or key function; with what belonged to the publisher's thread
     * in place.
     */
    private static void write(Level level, @Nullable Failure last, String message, Object... arguments) {
        if (last == null) {
            write(level, (Throwable) null, message, arguments);
        } else {
            last.runInContext(() -> write(level, last.cause(), message, arguments));
        }
    }

    static void lost(
            String bus, String subscription, DropReason reason, long count, long total, @Nullable Failure last) {
        boolean causedByUserCode = reason == DropReason.FILTER_FAILED || reason == DropReason.KEY_FAILED;
        // Cancelling a subscription discards what waits, as documented; many short-lived ones must not flood the
        // log.
        Level level = reason == DropReason.CANCELLED ? Level.DEBUG : Level.WARN;
        write(
                level,
                causedByUserCode ? last : null,
                "Bus {}: subscription {} lost {} ({}), {} in all.",
                LogText.sanitize(bus),
                LogText.sanitize(subscription),
                events(count),
                reason,
                total);
    }

    static void failed(String bus, String subscription, long count, long total, @Nullable Failure last) {
        write(
                Level.ERROR,
                last,
                "Bus {}: the handler of subscription {} failed {}, {} in all. The last failure:",
                LogText.sanitize(bus),
                LogText.sanitize(subscription),
                count == 1 ? "once" : count + " times",
                total);
    }

    static void signalFailed(String bus, String subscription, String signal, Throwable failure) {
        write(
                Level.ERROR,
                failure,
                "Bus {}: the subscriber of the stream of subscription {} threw from {}:",
                LogText.sanitize(bus),
                LogText.sanitize(subscription),
                signal);
    }

    static void refusalFailed(String bus, Throwable failure) {
        write(
                Level.ERROR,
                failure,
                "Bus {}: a subscriber threw when it was told that it cannot subscribe to a stream:",
                LogText.sanitize(bus));
    }

    private static String events(long count) {
        return count == 1 ? "1 event" : count + " events";
    }

    static void stuck(String bus, String subscription, String thread, List<StackTraceElement> stack) {
        StuckHandler where = new StuckHandler(thread);
        where.setStackTrace(stack.toArray(new StackTraceElement[0]));
        Holder.LOGGER.warn(
                "Bus {}: the handler of subscription {} has run over its deadline and takes no notice of the"
                        + " interrupt:",
                LogText.sanitize(bus),
                LogText.sanitize(subscription),
                where);
    }

    /** Shows where a handler is; not thrown. */
    private static final class StuckHandler extends Exception {

        private static final long serialVersionUID = 1L;

        StuckHandler(String thread) {
            super("in thread " + thread);
        }
    }

    static void threadsExhausted(String bus, int maxThreads) {
        if (maxThreads == 0) {
            Holder.LOGGER.warn(
                    "Bus {}: its executor refuses work, so that channels wait. Give it more threads or room, or find"
                            + " the handlers that block.",
                    LogText.sanitize(bus));
        } else {
            Holder.LOGGER.warn(
                    "Bus {}: all of its {} threads are busy, so that channels wait for one. Raise maxThreads, or find"
                            + " the handlers that block.",
                    LogText.sanitize(bus),
                    maxThreads);
        }
    }

    static void listenerFailed(String bus, Throwable failure) {
        write(Level.ERROR, failure, "Bus {}: its listener threw.", LogText.sanitize(bus));
    }

    /** Tells what closing a bus lost. */
    public static void closedIncomplete(
            String bus, long discarded, long inProgress, List<CloseReport.RunningHandler> running) {
        Holder.LOGGER.warn(
                "Bus {} was closed with {} discarded and {} in progress; handlers still running: {}",
                LogText.sanitize(bus),
                events(discarded),
                inProgress,
                LogText.sanitize(running.toString()));
    }

    /** Tells of handlers that cannot return because the JVM shuts down. */
    public static void exits(String bus, List<String> subscriptions) {
        Holder.LOGGER.warn(
                "Bus {} was closed without waiting for handlers that have called System.exit, which does not return"
                        + " while the JVM shuts down: {}. What they were given counts as in progress.",
                LogText.sanitize(bus),
                LogText.sanitize(subscriptions.toString()));
    }

    /** Tells what the JVM's end loses. */
    public static void pendingAtExit(String bus, long events, String subscriptions) {
        boolean one = events == 1;
        Holder.LOGGER.warn(
                "Bus {}: the JVM ends, and {} accepted {} not been handled ({}). To have {} handled, close the bus"
                        + " before the end of main, or build it with closeOnShutdown().",
                LogText.sanitize(bus),
                events,
                one ? "event has" : "events have",
                subscriptions,
                one ? "it" : "them");
    }

    static void unhandled(String bus, String topic, String type, boolean last) {
        Holder.LOGGER.warn(
                "Bus {}: nobody listens to {} on topic {}, which is told once. To hear of each such event, subscribe to"
                        + " UnhandledEvent.{}",
                LogText.sanitize(bus),
                LogText.sanitize(type),
                LogText.sanitize(topic),
                last ? " No further topics are told." : "");
    }

    /** Tells that a stream is not published any more. */
    public static void streamFailed(String bus, Throwable failure) {
        write(
                Level.ERROR,
                failure,
                "Bus {}: a stream that was published has ended with a failure.",
                LogText.sanitize(bus));
    }

    /** Tells that something a bus was given failed (scheduler, thread factory, logging): no event is lost by it. */
    public static void internal(String bus, String what, Throwable failure) {
        write(Level.ERROR, failure, "Bus {}: {}", LogText.sanitize(bus), what);
    }
}
