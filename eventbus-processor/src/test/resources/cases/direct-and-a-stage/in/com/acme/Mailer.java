package com.acme;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;
import java.util.concurrent.CompletionStage;

class Mailer {
    @Subscribe(mode = DeliveryMode.DIRECT)
    CompletionStage<Void> onOrder(OrderCreated event) {
        return null;
    }
}
