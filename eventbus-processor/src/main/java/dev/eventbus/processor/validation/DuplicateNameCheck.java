package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import java.util.HashMap;
import java.util.Map;

/** Reports subscription names that two handlers of a compilation share. */
final class DuplicateNameCheck {

    private final Map<String, String> methodsByName = new HashMap<>();

    void add(String name, String method, SourceLocation location, ValidationReport report) {
        String other = methodsByName.putIfAbsent(name, method);
        if (other != null) {
            report.add(Problem.DUPLICATE_NAME, location, name, other, method);
        }
    }
}
