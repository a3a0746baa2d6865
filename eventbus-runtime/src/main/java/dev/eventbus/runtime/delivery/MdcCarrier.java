package dev.eventbus.runtime.delivery;

import dev.eventbus.ContextCarrier;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Carries SLF4J's mapped diagnostic context. */
public final class MdcCarrier implements ContextCarrier {

    /** A carrier. */
    public MdcCarrier() {}

    @Override
    public @Nullable Object capture() {
        Map<String, String> values = MDC.getCopyOfContextMap();
        return values == null || values.isEmpty() ? null : values;
    }

    @Override
    @SuppressWarnings("unchecked") // what capture gave
    public Runnable restore(Object captured) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.setContextMap((Map<String, String>) captured);
        return () -> {
            if (before == null) {
                MDC.clear();
            } else {
                MDC.setContextMap(before);
            }
        };
    }
}
