package com.acme;

import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe(key = "customer", concurrency = 2)
    void byCustomer(Changed event) {}

    @Subscribe(key = "text", concurrency = 2)
    void byText(Changed event) {}

    @Subscribe(key = "half", concurrency = 2)
    void byHalf(Changed event) {}

    @Subscribe(key = "anything", concurrency = 2)
    void byAnything(Changed event) {}

    @Subscribe(key = "names", concurrency = 2)
    void byNames(Changed event) {}

    @Subscribe(key = "some", concurrency = 2)
    void bySome(Changed event) {}
}
