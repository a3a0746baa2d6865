package dev.eventbus.runtime;

import dev.eventbus.BusScheduler;
import dev.eventbus.testing.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Time that passes when a test says so. Tasks run in the thread that lets it pass. */
public final class ManualScheduler implements BusScheduler {

    private record Task(long dueNanos, Runnable action) {}

    private final List<Task> tasks = new ArrayList<>();
    private long now;

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Cancellable schedule(Runnable action, long delayNanos) {
        Task task = new Task(now + delayNanos, action);
        tasks.add(task);
        notifyAll();
        return () -> cancel(task);
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    /** How many tasks are scheduled. */
    public synchronized int pending() {
        return tasks.size();
    }

    /** Waits until something is scheduled. */
    public void awaitTask() throws InterruptedException {
        awaitTasks("a task", 1, task -> true);
    }

    /** Waits until something is scheduled that is due after some time, exactly. */
    public void awaitTaskIn(Duration delay) throws InterruptedException {
        awaitTasksIn(1, delay);
    }

    /** Waits until so many tasks are scheduled that are due after some time, exactly. */
    public synchronized void awaitTasksIn(int count, Duration delay) throws InterruptedException {
        long due = now + delay.toNanos();
        awaitTasks("tasks in " + delay + ": " + count, count, task -> task.dueNanos() == due);
    }

    private synchronized void awaitTasks(String expected, int count, Predicate<Task> wanted)
            throws InterruptedException {
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        while (tasks.stream().filter(wanted).count() < count) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                throw new AssertionError("Not scheduled: " + expected + "; it is " + now + ", there are " + tasks);
            }
            wait(millis);
        }
    }

    /** Lets time pass and runs what becomes due, in order. */
    public void advance(Duration duration) {
        long end;
        synchronized (this) {
            end = now + duration.toNanos();
        }
        for (Task task = takeDue(end); task != null; task = takeDue(end)) {
            task.action().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Task takeDue(long end) {
        Task next = tasks.stream()
                .filter(task -> task.dueNanos() <= end)
                .min(Comparator.comparingLong(Task::dueNanos))
                .orElse(null);
        if (next != null) {
            tasks.remove(next);
            now = Math.max(now, next.dueNanos());
        }
        return next;
    }
}
