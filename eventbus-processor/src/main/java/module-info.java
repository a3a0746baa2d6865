/**
 * The annotation processor: checks {@code @Subscribe} methods and {@code @Event} types, and generates their handler
 * tables and index.
 *
 * <p>Nothing here is API: compilers find the processor as a service.
 */
module dev.eventbus.processor {
    requires dev.eventbus;
    requires java.compiler;
    requires com.palantir.javapoet;
    requires static com.google.auto.service;
    requires static jdk.compiler;
    requires static org.jspecify;

    provides javax.annotation.processing.Processor with
            dev.eventbus.processor.EventBusProcessor,
            dev.eventbus.processor.UnannotatedCodeProcessor;
}
