package com.acme.wrong;

import dev.eventbus.DeliveryMode;
import dev.eventbus.EventContext;
import dev.eventbus.Overflow;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;
import java.util.List;

/** Each handler is wrong in one way; the comment behind it is the code that its line must get. */
abstract class Wrong {
    @Subscribe private void isPrivate(OrderCreated event) {} // EB001
    @Subscribe static void isStatic(OrderCreated event) {} // EB002
    @Subscribe abstract void isAbstract(OrderCreated event); // EB003
    @Subscribe <T> void isGeneric(OrderCreated event) {} // EB004
    @Subscribe void noEvent() {} // EB005
    @Subscribe void tooMany(OrderCreated event, EventContext context, int more) {} // EB006
    @Subscribe void noContext(OrderCreated event, String context) {} // EB007
    @Subscribe int returnsInt(OrderCreated event) { return 0; } // EB008
    @Subscribe void primitive(int event) {} // EB009
    @Subscribe void array(OrderCreated[] events) {} // EB010
    @Subscribe void variable(OrderCreated... events) {} // EB011
    @Subscribe void parameterized(Comparable<String> event) {} // EB013
    @Subscribe void list(List<OrderCreated> events) {} // EB015
    @Subscribe(batch = 10) void batchWithoutList(OrderCreated event) {} // EB016
    @Subscribe(topic = "order..created") void topic(OrderCreated event) {} // EB021
    @Subscribe(capacity = 0) void capacity(OrderCreated event) {} // EB022
    @Subscribe(filter = "isLage") void filter(OrderCreated event) {} // EB023
    @Subscribe(filter = "isText") void filterShape(OrderCreated event) {} // EB024
    @Subscribe(mode = DeliveryMode.DIRECT, capacity = 10) void direct(OrderCreated event) {} // EB025
    @Subscribe(batch = 10, overflow = Overflow.CONFLATE) void batch(List<OrderCreated> events) {} // EB027
    @Subscribe(concurrency = 0) void concurrency(OrderCreated event) {} // EB029
    @Subscribe(retry = @Retry(maxAttempts = 0)) void retry(OrderCreated event) {} // EB033
    @Subscribe(concurrency = 2, key = "orderID") void key(OrderCreated event) {} // EB035
    @Subscribe(priority = 1) void effect(OrderCreated event) {} // EB047
    @Subscribe(topic = "orders.*") void pattern(OrderCreated event) {} // EB048
    @Subscribe(batch = 100, capacity = 10) void big(List<OrderCreated> events) {} // EB054
    @Subscribe(retry = @Retry(maxAttempts = Integer.MAX_VALUE, delayMillis = 0)) void busy(OrderCreated o) {} // EB055
    @Subscribe(retry = @Retry(maxAttempts = 2, abortOn = Own.class)) void failure(OrderCreated event) {} // EB067

    private static class Own extends Exception {}

    boolean isLarge(OrderCreated event) { return true; }

    String isText(OrderCreated event) { return ""; }
}
