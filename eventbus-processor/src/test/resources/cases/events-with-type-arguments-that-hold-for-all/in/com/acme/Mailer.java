package com.acme;

import dev.eventbus.Subscribe;
import java.util.List;

class Mailer {
    @Subscribe
    void any(Page<?> event) {}

    @Subscribe
    void bounded(Page<? extends OrderEvent> event) {}

    @Subscribe
    void compared(Comparable<? extends Object> event) {}

    @Subscribe(batch = 10)
    void pages(List<Page<?>> events) {}
}
