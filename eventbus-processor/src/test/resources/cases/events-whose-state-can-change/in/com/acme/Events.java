package com.acme;

import dev.eventbus.Event;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

class Events {
    @Event("a")
    static class Settable extends Base {
        int count;
        final List<String> names = List.of();
        static int instances;

        @SuppressWarnings("eventbus:mutable-event")
        int hash;
    }

    static class Base {
        private String inherited = "";
    }

    record Holder(byte[] bytes, Date date, ArrayList<String> names, long fine) {}

    @SuppressWarnings({"eventbus:mutable-event", "unused"})
    @Event("b")
    static class Silenced {
        int count;
    }
}
