package com.acme;

import dev.eventbus.Subscribe;
import java.util.List;

class Outer<T> {
    @Subscribe
    void onPage(Page<?> page) {}

    @Subscribe(batch = 2)
    void onPages(List<Page<?>> pages) {}

    class Inner {
        @Subscribe
        void onOrder(OrderCreated event) {}
    }

    abstract static class Base<A, B extends Comparable<B>> {
        @Subscribe
        protected void onOrder(OrderCreated event) {}
    }

    static class Derived extends Base<String, String> {
        @Override
        protected void onOrder(OrderCreated event) {}

        @Subscribe
        void onOther(OrderEvent event) {}
    }

    record Page<T>(T content) {}

    enum Single {
        ONE;

        @Subscribe
        void onOrder(OrderCreated event) {}
    }

    record Counter(int start) {
        @Subscribe
        void onOrder(OrderCreated event) {}
    }
}
