package dev.eventbus.runtime.delivery;

import dev.eventbus.AsyncContextHandler;
import dev.eventbus.AsyncHandler;
import dev.eventbus.BatchContextHandler;
import dev.eventbus.BatchHandler;
import dev.eventbus.ContextHandler;
import dev.eventbus.EventContext;
import dev.eventbus.Handler;
import dev.eventbus.spi.generated.DeliveryCursor;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls lambdas. The subscription lets only events of its type reach them, so that they can be kept as lambdas of
 * objects.
 *
 * <p>Each kind has a loop of its own, as a generated table has, so that the handler is called from a place of its own.
 */
public abstract sealed class LambdaCall implements HandlerCall {

    private final @Nullable Predicate<Object> filter;
    private final @Nullable Function<Object, ?> key;

    private LambdaCall(@Nullable Predicate<Object> filter, @Nullable Function<Object, ?> key) {
        this.filter = filter;
        this.key = key;
    }

    @Override
    public void call(Object event, @Nullable EventContext context) throws Throwable {
        throw new IllegalStateException("not a direct handler");
    }

    @Override
    public boolean accepts(Object event) {
        return filter == null || filter.test(event);
    }

    @Override
    public @Nullable Object key(Object event) {
        return key == null ? null : key.apply(event);
    }

    /** No handler: the events are taken by who reads the channel. */
    public static non-sealed class Reader extends LambdaCall {

        /** A reader, with filter and key as in {@link Single}. */
        public Reader(@Nullable Predicate<Object> filter, @Nullable Function<Object, ?> key) {
            super(filter, key);
        }

        @Override
        public void deliver(DeliveryCursor delivery) {
            throw new IllegalStateException("not a handler");
        }
    }

    /** A handler of single events. */
    public static final class Single extends LambdaCall {

        private final Handler<Object> handler;

        /**
         * A call of a lambda.
         *
         * @param filter which events match, or null for all
         * @param key what events have in common, or null
         */
        public Single(Handler<Object> handler, @Nullable Predicate<Object> filter, @Nullable Function<Object, ?> key) {
            super(filter, key);
            this.handler = handler;
        }

        @Override
        public void deliver(DeliveryCursor delivery) {
            for (Object event = delivery.next(); event != null; event = delivery.next()) {
                try {
                    handler.handle(event);
                } catch (Throwable failure) {
                    delivery.failed(event, failure);
                }
            }
        }

        @Override
        public void call(Object event, @Nullable EventContext context) throws Throwable {
            handler.handle(event);
        }
    }

    /** A handler that also takes the context. */
    public static final class WithContext extends LambdaCall {

        private final ContextHandler<Object> handler;

        /** A call of a lambda, with filter and key as in {@link Single}. */
        public WithContext(
                ContextHandler<Object> handler, @Nullable Predicate<Object> filter, @Nullable Function<Object, ?> key) {
            super(filter, key);
            this.handler = handler;
        }

        @Override
        public void deliver(DeliveryCursor delivery) {
            for (Object event = delivery.next(); event != null; event = delivery.next()) {
                try {
                    handler.handle(event, (EventContext) delivery.context());
                } catch (Throwable failure) {
                    delivery.failed(event, failure);
                }
            }
        }

        @Override
        public void call(Object event, @Nullable EventContext context) throws Throwable {
            handler.handle(event, Objects.requireNonNull(context, "context"));
        }
    }

    /** A handler that returns a stage. */
    public static final class Async extends LambdaCall {

        private final AsyncHandler<Object> handler;

        /** A call of a lambda, with filter and key as in {@link Single}. */
        public Async(
                AsyncHandler<Object> handler, @Nullable Predicate<Object> filter, @Nullable Function<Object, ?> key) {
            super(filter, key);
            this.handler = handler;
        }

        @Override
        public void deliver(DeliveryCursor delivery) {
            for (Object event = delivery.next(); event != null; event = delivery.next()) {
                try {
                    CompletionStage<?> stage = handler.handle(event);
                    delivery.returned(event, stage);
                } catch (Throwable failure) {
                    delivery.failed(event, failure);
                }
            }
        }
    }

    /** A handler that takes the context and returns a stage. */
    public static final class AsyncWithContext extends LambdaCall {

        private final AsyncContextHandler<Object> handler;

        /** A call of a lambda, with filter and key as in {@link Single}. */
        public AsyncWithContext(
                AsyncContextHandler<Object> handler,
                @Nullable Predicate<Object> filter,
                @Nullable Function<Object, ?> key) {
            super(filter, key);
            this.handler = handler;
        }

        @Override
        public void deliver(DeliveryCursor delivery) {
            for (Object event = delivery.next(); event != null; event = delivery.next()) {
                try {
                    CompletionStage<?> stage = handler.handle(event, (EventContext) delivery.context());
                    delivery.returned(event, stage);
                } catch (Throwable failure) {
                    delivery.failed(event, failure);
                }
            }
        }
    }

    /** A handler of batches. */
    public static final class Batch extends LambdaCall {

        private final BatchHandler<Object> handler;

        /** A call of a lambda, with filter and key as in {@link Single}. */
        public Batch(
                BatchHandler<Object> handler, @Nullable Predicate<Object> filter, @Nullable Function<Object, ?> key) {
            super(filter, key);
            this.handler = handler;
        }

        @Override
        @SuppressWarnings("unchecked") // a list of instances of the subscription's type
        public void deliver(DeliveryCursor delivery) {
            for (List<?> events = delivery.nextBatch(); events != null; events = delivery.nextBatch()) {
                try {
                    handler.handle((List<Object>) events);
                } catch (Throwable failure) {
                    delivery.failed(events, failure);
                }
            }
        }
    }

    /** A handler of batches that also takes a context. */
    public static final class BatchWithContext extends LambdaCall {

        private final BatchContextHandler<Object> handler;

        /** A call of a lambda, with filter and key as in {@link Single}. */
        public BatchWithContext(
                BatchContextHandler<Object> handler,
                @Nullable Predicate<Object> filter,
                @Nullable Function<Object, ?> key) {
            super(filter, key);
            this.handler = handler;
        }

        @Override
        @SuppressWarnings("unchecked") // a list of instances of the subscription's type
        public void deliver(DeliveryCursor delivery) {
            for (List<?> events = delivery.nextBatch(); events != null; events = delivery.nextBatch()) {
                try {
                    handler.handle((List<Object>) events, (EventContext) delivery.context());
                } catch (Throwable failure) {
                    delivery.failed(events, failure);
                }
            }
        }
    }
}
