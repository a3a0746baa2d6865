package dev.eventbus.runtime.routing;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The values that stand at one place of a {@link PatternTable}, at least one. A change may give another
 * bucket, which the caller puts where this one was.
 *
 * <p>Threading: changes by one thread at a time, {@link #collect} by any.
 *
 * <p>Memory: 24 bytes for one value; some 60 for each of several.
 *
 * <p>Cost: a change is logarithmic in the number of values.
 */
abstract class Bucket<V> {

    /** A bucket for the values of another one, if there is one, and one more. */
    static <V> Bucket<V> adding(@Nullable Bucket<V> bucket, long id, V value) {
        return bucket == null ? new One<>(id, value) : bucket.with(id, value);
    }

    /** The bucket for these values and another one. */
    abstract Bucket<V> with(long id, V value);

    /** The bucket for these values without one, if it is among them; null if none is left. */
    abstract @Nullable Bucket<V> without(long id);

    /** Gives every value, in the order of ids. */
    abstract void collect(Consumer<? super V> found);

    /** A single value, which is what most buckets have. */
    private static final class One<V> extends Bucket<V> {

        private final long id;
        private final V value;

        One(long id, V value) {
            this.id = id;
            this.value = value;
        }

        @Override
        Bucket<V> with(long otherId, V otherValue) {
            return new Several<>(id, value, otherId, otherValue);
        }

        @Override
        @Nullable
        Bucket<V> without(long unwanted) {
            return unwanted == id ? null : this;
        }

        @Override
        void collect(Consumer<? super V> found) {
            found.accept(value);
        }
    }

    /** Two values or more. */
    private static final class Several<V> extends Bucket<V> {

        private final NavigableMap<Long, V> values = new ConcurrentSkipListMap<>();

        Several(long oneId, V one, long otherId, V other) {
            values.put(oneId, one);
            values.put(otherId, other);
        }

        @Override
        Bucket<V> with(long id, V value) {
            values.put(id, value);
            return this;
        }

        @Override
        @Nullable
        Bucket<V> without(long unwanted) {
            values.remove(unwanted);
            Map.Entry<Long, V> first = values.firstEntry();
            if (first == null) {
                return null;
            }
            if (values.higherKey(first.getKey()) != null) {
                return this;
            }
            // The last value stays in the map for good: a look-up that has this bucket in hand, and gets
            // to the map after the other bucket took its place, finds it here.
            return new One<>(first.getKey(), first.getValue());
        }

        @Override
        void collect(Consumer<? super V> found) {
            for (V value : values.values()) {
                found.accept(value);
            }
        }
    }
}
