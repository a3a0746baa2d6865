/**
 * The implementation of the event bus. Exports nothing: it is found by {@code dev.eventbus} as a service.
 */
module dev.eventbus.runtime {
    requires dev.eventbus;
    requires org.slf4j;
    requires static org.jspecify;

    uses dev.eventbus.spi.generated.SubscriberIndex;

    provides dev.eventbus.spi.EventBusProvider with
            dev.eventbus.runtime.RuntimeProvider;
}
