/**
 * The API of the event bus: annotations for handlers and events, the bus and its results.
 *
 * <p>User code compiles against this module alone; the implementation, module {@code dev.eventbus.runtime}, is found
 * with {@link java.util.ServiceLoader}.
 */
@SuppressWarnings("module") // The modules of the qualified export are compiled after this one.
module dev.eventbus {
    requires static org.jspecify;

    exports dev.eventbus;
    exports dev.eventbus.internal to
            dev.eventbus.processor,
            dev.eventbus.runtime;
    exports dev.eventbus.spi;
    exports dev.eventbus.spi.generated;

    uses dev.eventbus.spi.EventBusProvider;
}
