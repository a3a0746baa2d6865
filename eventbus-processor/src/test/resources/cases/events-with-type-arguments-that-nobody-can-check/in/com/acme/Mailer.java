package com.acme;

import dev.eventbus.Subscribe;
import java.util.List;

class Mailer {
    @Subscribe
    void page(Page<OrderCreated> event) {}

    @Subscribe
    void bounded(Page<? extends OrderEvent> event) {}

    @Subscribe
    void lower(Page<? super OrderCreated> event) {}

    @Subscribe(batch = 10)
    void lists(List<List<OrderCreated>> events) {}
}
