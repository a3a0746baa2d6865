/** The sample application: shows the bus at work, exports nothing. */
module dev.eventbus.sample {
    requires dev.eventbus;
    requires tools.jackson.databind;
    requires static org.jspecify;

    provides dev.eventbus.spi.generated.SubscriberIndex with
            dev.eventbus.sample.EventBusIndex;
}
