package com.acme;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Subscribe;

record Direct(int class_) {
    @Subscribe(mode = DeliveryMode.DIRECT)
    void on(Direct self) {}
}
