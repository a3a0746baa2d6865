package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(name = " ")
    void blank(OrderCreated event) {}

    @Subscribe(name = "audit ")
    void padded(OrderCreated event) {}

    @Subscribe(name = "a\nb")
    void control(OrderCreated event) {}

    @Subscribe(name = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
    void tooLong(OrderCreated event) {}

    @Subscribe(name = "Prüfung 7")
    void fine(OrderCreated event) {}
}
