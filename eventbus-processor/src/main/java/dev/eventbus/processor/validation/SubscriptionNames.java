package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Place;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import java.util.HashMap;
import java.util.Map;

/** The subscription names of a compilation, of which no two may be equal. */
final class SubscriptionNames {

    private final Map<String, String> methodsByName = new HashMap<>();

    void add(String name, String method, Place place, Report report) {
        String other = methodsByName.putIfAbsent(name, method);
        if (other != null) {
            report.add(Problem.DUPLICATE_NAME, place, name, other, method);
        }
    }
}
