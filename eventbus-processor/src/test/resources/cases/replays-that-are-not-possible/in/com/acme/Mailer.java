package com.acme;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(replay = -1)
    void negative(OrderCreated event) {}

    @Subscribe(replay = 1025)
    void aboveTheDefault(OrderCreated event) {}

    @Subscribe(capacity = 10, replay = 11)
    void aboveTheCapacity(OrderCreated event) {}

    @Subscribe(capacity = 0, replay = 1)
    void aboveWhatIsWrongItself(OrderCreated event) {}

    @Subscribe(mode = DeliveryMode.DIRECT, replay = 5000)
    void direct(OrderCreated event) {}
}
