package com.acme;

import dev.eventbus.Subscribe;
import kotlin.coroutines.Continuation;

class Mailer {
    @Subscribe
    Object onOrder(OrderCreated event, Continuation<? super Void> continuation) {
        return event;
    }
}
