package dev.eventbus.sample.patterns;

import dev.eventbus.EventBus;
import dev.eventbus.sample.console.Scenario;
import dev.eventbus.sample.console.Screen;
import dev.eventbus.sample.console.Table;
import java.io.InputStream;

/** Publishes events on several topics and shows which pattern has matched which of them. */
public record PatternScenario() implements Scenario {

    @Override
    public int run(InputStream in, Screen screen) {
        PatternSubscribers subscribers = new PatternSubscribers();
        try (EventBus bus = EventBus.open()) {
            bus.register(subscribers);
            bus.publish(new PlatformEvent.UserCreated("ada"));
            bus.publish(new PlatformEvent.UserRenamed("ada"));
            bus.publish(new PlatformEvent.UserError("kofi"));
            bus.publish(new PlatformEvent.DatabaseError("select"));
            bus.publish(new PlatformEvent.BackupCompleted(1_048_576));
        }
        Table table = Table.of("topic", "user.*", "*.error", "*");
        for (String topic : subscribers.everything().all()) {
            table.row(
                    topic,
                    mark(subscribers.users(), topic),
                    mark(subscribers.errors(), topic),
                    mark(subscribers.everything(), topic));
        }
        screen.out().println("Which subscriber got which event, by the pattern of its topic:\n");
        table.print(screen.out());
        return 0;
    }

    private static String mark(TopicLog log, String topic) {
        return log.contains(topic) ? "yes" : "-";
    }
}
