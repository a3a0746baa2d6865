package com.acme;

import dev.eventbus.Subscribe;

class Newer {
    @Deprecated
    @Subscribe
    void onText(String event) {}
}

class Auxiliary {
    @Subscribe
    void onText(String event) {}
}
