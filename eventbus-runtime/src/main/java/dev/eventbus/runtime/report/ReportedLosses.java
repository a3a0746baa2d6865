package dev.eventbus.runtime.report;

import dev.eventbus.BusListener;
import dev.eventbus.DropReason;
import dev.eventbus.Subscription;
import dev.eventbus.runtime.subscription.LossReport;
import dev.eventbus.runtime.subscription.ObservedSubscription;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The losses and failures of one subscription, as far as they have been reported. This waits for reports in place of
 * the subscription: when that ends, its name and its counts move here, and it can be collected.
 *
 * <p>Threading: {@link #of}, {@link #ended} and {@link #takeReport} any; the rest on the notification thread.
 */
final class ReportedLosses {

    /** A subscription that has ended, and its counts. */
    private record End(EndedSubscription subscription, LossReport report) {}

    // The subscription, or its end.
    private volatile Object source;

    // Used on the notification thread only.
    private final Map<DropReason, Long> reported = new EnumMap<>(DropReason.class);
    private final Map<DropReason, Long> logged = new EnumMap<>(DropReason.class);
    private long reportedFailures;
    private long loggedFailures;
    private LossReport latest = new LossReport(Map.of(), 0, null, null);
    private boolean everLogged;
    private long loggedAtNanos;

    private ReportedLosses(ObservedSubscription subscription) {
        source = subscription;
    }

    /** Those of a subscription. */
    static ReportedLosses of(ObservedSubscription subscription) {
        ReportedLosses losses = subscription.reportState(() -> new ReportedLosses(subscription));
        // It may have ended when these did not exist, or have lost something since.
        losses.endIfOver(subscription);
        return losses;
    }

    /** A subscription may have ended. */
    static void ended(ObservedSubscription subscription) {
        ReportedLosses losses = subscription.reportStateIfAny(ReportedLosses.class);
        if (losses != null) {
            losses.endIfOver(subscription);
        }
    }

    private void endIfOver(ObservedSubscription subscription) {
        if (!subscription.isActive() && subscription.isIdle()) {
            synchronized (this) {
                // What is lost after these counts were taken asks for a report again, and so comes back to here.
                LossReport report = subscription.takeReport();
                source = new End(new EndedSubscription(subscription), report);
            }
        }
    }

    /** What a listener is shown. */
    Subscription subscription() {
        return source instanceof End end ? end.subscription().shown() : (ObservedSubscription) source;
    }

    private LossReport report() {
        return source instanceof End end ? end.report() : ((ObservedSubscription) source).report();
    }

    /** Lets the next loss ask for a report, and gives the counts before that. */
    LossReport takeReport() {
        return source instanceof End end ? end.report() : ((ObservedSubscription) source).takeReport();
    }

    /** What no listener call has reported; when that is nothing, the next loss asks for a report. */
    List<Difference> unreported() {
        List<Difference> differences = differences(report());
        // What was lost before the second look counted on this report.
        return differences.isEmpty() ? differences(takeReport()) : differences;
    }

    private List<Difference> differences(LossReport report) {
        latest = report;
        List<Difference> differences = new ArrayList<>();
        report.lost().forEach((reason, total) -> {
            long count = total - reported.getOrDefault(reason, 0L);
            if (count > 0) {
                reported.put(reason, total);
                differences.add((listener, subscription) -> listener.onDropped(subscription, reason, count));
            }
        });
        long failures = report.failed() - reportedFailures;
        LossReport.Failure last = report.lastFailure();
        if (failures > 0 && last != null) {
            Throwable cause = last.cause();
            reportedFailures = report.failed();
            differences.add((listener, subscription) -> listener.onFailed(subscription, cause, failures));
        }
        return differences;
    }

    /** How long until its next line may be written, in nanoseconds; not above 0 for now. */
    long nanosUntilLine(long now, long intervalNanos) {
        return everLogged ? intervalNanos - (now - loggedAtNanos) : 0;
    }

    /** Logs what has not been logged. */
    void log(String busName, long now) {
        String name = subscription().name();
        latest.lost().forEach((reason, total) -> {
            long count = total - logged.getOrDefault(reason, 0L);
            if (count > 0) {
                logged.put(reason, total);
                Log.lost(busName, name, reason, count, total, latest.lastRefusal());
            }
        });
        long failures = latest.failed() - loggedFailures;
        if (failures > 0) {
            loggedFailures = latest.failed();
            Log.failed(busName, name, failures, latest.failed(), latest.lastFailure());
        }
        everLogged = true;
        loggedAtNanos = now;
    }

    /** A loss or failure to report to a listener. */
    interface Difference {
        void notify(BusListener listener, Subscription subscription);
    }
}
