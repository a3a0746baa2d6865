package dev.eventbus.benchmarks.start;

import dev.eventbus.benchmarks.FreshJvm;
import dev.eventbus.spi.generated.SubscriberIndex;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.greenrobot.eventbus.meta.SubscriberInfoIndex;

/**
 * Measures, in its process, how long generated subscribers take to be registered, and their first events to be
 * delivered. The subscribers and events are made beforehand, so that their classes are loaded; an index, if there is
 * one, is given to the bus when it is made.
 */
final class ManySubscribers {

    private final List<Object> subscribers = new ArrayList<>();
    private final List<Object> events = new ArrayList<>();
    private final int handlers;

    private ManySubscribers(int subscribers, int handlers) throws ReflectiveOperationException {
        this.handlers = handlers;
        for (int number = 0; number < subscribers; number++) {
            this.subscribers.add(create(GeneratedSubscribers.subscriber(number)));
        }
        for (int number = 0; number < Math.min(subscribers * handlers, GeneratedSubscribers.EVENTS); number++) {
            Constructor<?> constructor =
                    Class.forName(GeneratedSubscribers.event(number)).getConstructor(String.class, long.class);
            events.add(constructor.newInstance("order", 1L));
        }
    }

    /**
     * Measures and tells.
     *
     * @param arguments the contender, the number of subscribers and that of the handlers of each
     * @throws ReflectiveOperationException if a generated class is missing
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws ReflectiveOperationException, InterruptedException {
        long start = System.nanoTime();
        Contender contender = switch (arguments[0]) {
            case StartUp.EVENTBUS, StartUp.EVENTBUS_DIRECT ->
                new EventBusContender(arguments[0].equals(StartUp.EVENTBUS_DIRECT), (SubscriberIndex)
                        create(GeneratedSubscribers.EVENTBUS_INDEX));
            case StartUp.GREENROBOT ->
                new GreenrobotContender((SubscriberInfoIndex) create(GeneratedSubscribers.GREENROBOT_INDEX));
            case StartUp.GUAVA -> new GuavaContender();
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        contender.deliverFirst();
        double first = (System.nanoTime() - start) / 1e6;
        new ManySubscribers(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])).measure(contender, first);
        System.exit(0);
    }

    private void measure(Contender contender, double first) throws ReflectiveOperationException, InterruptedException {
        long start = System.nanoTime();
        for (Object subscriber : subscribers) {
            contender.register(subscriber);
        }
        double registered = (System.nanoTime() - start) / 1e6;
        start = System.nanoTime();
        for (Object event : events) {
            contender.publish(event);
        }
        contender.awaitHandled();
        double delivered = (System.nanoTime() - start) / 1e6;
        check();
        FreshJvm.tell("first event, with the index of all", first);
        FreshJvm.tell("registering", registered);
        FreshJvm.tell("one event to each handler", delivered);
        FreshJvm.tell("the last two together", registered + delivered);
        FreshJvm.tell("all of it", first + registered + delivered);
    }

    /** Each handler adds the cent of its one event to a field. */
    private void check() throws ReflectiveOperationException {
        for (Object subscriber : subscribers) {
            Field cents = subscriber.getClass().getDeclaredField("cents");
            cents.setAccessible(true);
            if (cents.getLong(subscriber) != handlers) {
                throw new IllegalStateException(subscriber + " got " + cents.getLong(subscriber) + " events");
            }
        }
    }

    private static Object create(String className) throws ReflectiveOperationException {
        return Class.forName(className).getConstructor().newInstance();
    }
}
