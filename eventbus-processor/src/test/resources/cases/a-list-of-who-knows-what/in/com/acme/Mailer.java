package com.acme;

import dev.eventbus.Subscribe;
import java.util.List;

class Mailer {
    @SuppressWarnings("rawtypes")
    @Subscribe(batch = 10)
    void onOrders(List events) {}

    @Subscribe(batch = 10)
    void onMore(List<?> events) {}
}
