package dev.eventbus.benchmarks.hub;

import dev.eventbus.Channel;
import dev.eventbus.EventBus;
import dev.eventbus.SubscriptionBuilder;

/** The bus: a pull channel for each client, which says by a filter or by a topic what it wants. */
final class EventBusHub implements Hub {

    private static final String[] TOPICS = new String[HubRun.ROOMS];

    static {
        for (int room = 0; room < TOPICS.length; room++) {
            TOPICS[room] = "room." + room;
        }
    }

    private final EventBus bus = EventBus.builder().build();
    private final boolean byTopic;

    EventBusHub(boolean byTopic) {
        this.byTopic = byTopic;
    }

    private record ReadingClient(Channel<Update> channel) implements Client {

        @Override
        public boolean poll() {
            return channel.poll() != null;
        }

        @Override
        public void disconnect() {
            channel.close();
        }
    }

    @Override
    public Client connect(int room, int capacity) {
        SubscriptionBuilder<Update> client = bus.subscription(Update.class).capacity(capacity);
        return new ReadingClient(
                byTopic
                        ? client.topic(TOPICS[room]).channel()
                        : client.filter(update -> update.room() == room).channel());
    }

    @Override
    public void publish(Update update) {
        if (byTopic) {
            bus.publishTo(TOPICS[update.room()], update);
        } else {
            bus.publish(update);
        }
    }

    @Override
    public void close() {
        bus.close();
    }
}
