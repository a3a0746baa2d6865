package dev.eventbus.runtime;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Objects that a test expects to be collected. */
public final class Garbage {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long BETWEEN_COLLECTIONS_MILLIS = 20;

    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final Set<Reference<?>> expected = new HashSet<>();

    /** Expects an object to be collected once the test lets it go. */
    public synchronized void expect(Object object) {
        expected.add(new WeakReference<>(object, collected));
    }

    /** Expects objects to be collected once the test lets them go. */
    public void expectAll(Collection<?> objects) {
        objects.forEach(this::expect);
    }

    /** Collects garbage until all that was expected is gone, and gives what remains when patience is at an end. */
    public synchronized List<Object> remaining() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!expected.isEmpty() && System.nanoTime() - end < 0) {
            System.gc();
            Reference<?> gone = collected.remove(BETWEEN_COLLECTIONS_MILLIS);
            while (gone != null) {
                expected.remove(gone);
                gone = collected.poll();
            }
        }
        return expected.stream().map(Reference::get).map(Object.class::cast).toList();
    }
}
