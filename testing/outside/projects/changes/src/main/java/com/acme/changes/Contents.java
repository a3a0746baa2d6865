package com.acme.changes;

import dev.eventbus.spi.generated.IndexContents;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.util.ServiceLoader;

/** Prints what the index contains, and loads every table of it. */
public final class Contents implements IndexContents {

    private int subscribers;

    private Contents() {}

    public static void main(String[] arguments) {
        for (SubscriberIndex index : ServiceLoader.load(SubscriberIndex.class)) {
            Contents contents = new Contents();
            index.describe(contents);
            for (int number = 0; number < contents.subscribers; number++) {
                System.out.println(index.table(number).handlers()[0].name());
            }
        }
    }

    @Override
    public void subscriber(String className) {
        subscribers++;
    }

    @Override
    public void name(String subscriptionName) {}

    @Override
    public void event(String className, String topic, int version) {
        System.out.println(topic);
    }

    @Override
    public void dispatcher(String eventClassName) {}

    @Override
    public void slot(int subscriber, int handler) {}
}
