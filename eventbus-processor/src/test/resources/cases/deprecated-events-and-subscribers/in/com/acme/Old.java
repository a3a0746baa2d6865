package com.acme;

import dev.eventbus.DeliveryMode;
import dev.eventbus.Event;
import dev.eventbus.Subscribe;

@Deprecated(forRemoval = true)
class Old {
    @Deprecated
    @Subscribe(mode = DeliveryMode.DIRECT)
    void onOld(OldEvent event) {}

    @Deprecated(forRemoval = true)
    @Event("old")
    record OldEvent(String id) {}
}
