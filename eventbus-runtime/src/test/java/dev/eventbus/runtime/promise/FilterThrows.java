package dev.eventbus.runtime.promise;

import static dev.eventbus.runtime.Ledger.assertCounts;
import static dev.eventbus.runtime.promise.Thrown.raise;
import static dev.eventbus.runtime.promise.WatchedBus.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.DeliveryMode;
import dev.eventbus.DropReason;
import dev.eventbus.Overflow;
import dev.eventbus.PublishResult;
import dev.eventbus.Subscription;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What filters and keys throw: rows of the table. */
final class FilterThrows {

    private FilterThrows() {}

    static void filter(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        Predicate<Integer> refusing = event -> {
            if (event <= 2) {
                throw raise(failure);
            }
            return true;
        };
        for (DeliveryMode mode : DeliveryMode.values()) {
            try (WatchedBus watched = open()) {
                Subscription subscription = watched.watch(
                        watched.throwing().mode(mode).filter(refusing).handle(event -> {}));
                assertThat(watched.publish(1)).isEqualTo(PublishResult.of(1, 1));
                assertThat(watched.publish(2)).isEqualTo(PublishResult.of(1, 1));
                assertThat(watched.publish(3)).isEqualTo(PublishResult.of(2, 0));
                watched.end();
                assertCounts(subscription.stats(), 1, 0, 0);
                assertThat(subscription.stats().count(DropReason.FILTER_FAILED)).isEqualTo(2);
                watched.assertDropped(DropReason.FILTER_FAILED, 2, failure);
            }
        }
    }

    /** A key like all others, but that what is asked of it may throw. */
    private static final class BrokenKey {

        private final @Nullable Throwable ofHashCode;
        private final @Nullable Throwable ofEquals;

        BrokenKey(@Nullable Throwable ofHashCode, @Nullable Throwable ofEquals) {
            this.ofHashCode = ofHashCode;
            this.ofEquals = ofEquals;
        }

        @Override
        public int hashCode() {
            if (ofHashCode != null) {
                throw raise(ofHashCode);
            }
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            if (ofEquals != null) {
                throw raise(ofEquals);
            }
            return other == this;
        }
    }

    static void key(Thrown thrown) throws Exception {
        Throwable failure = thrown.make();
        for (Overflow overflow : Overflow.values()) {
            try (WatchedBus watched = open()) {
                Subscription subscription = watched.watch(watched.throwing()
                        .overflow(overflow)
                        .concurrency(overflow == Overflow.CONFLATE ? 1 : 2)
                        .key(event -> switch (event) {
                            case 1 -> 1;
                            case 2 -> throw raise(failure);
                            case 3 -> new BrokenKey(failure, null);
                            case 4 -> new BrokenKey(null, failure);
                            default -> 5;
                        })
                        .handle(event -> {}));
                subscription.pause();
                assertThat(watched.publish(1)).isEqualTo(PublishResult.of(2, 0));
                assertThat(watched.publish(2)).isEqualTo(PublishResult.of(1, 1));
                assertThat(watched.publish(3)).isEqualTo(PublishResult.of(1, 1));
                // It has the hash of the first, so that it is compared with that.
                assertThat(watched.publish(4)).isEqualTo(PublishResult.of(1, 1));
                assertThat(watched.publish(5)).isEqualTo(PublishResult.of(2, 0));
                subscription.resume();
                watched.end();
                assertCounts(subscription.stats(), 2, 0, 0);
                assertThat(subscription.stats().count(DropReason.KEY_FAILED)).isEqualTo(3);
                watched.assertDropped(DropReason.KEY_FAILED, 3, failure);
            }
        }
    }
}
