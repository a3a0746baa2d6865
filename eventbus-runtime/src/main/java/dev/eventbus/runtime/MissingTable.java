package dev.eventbus.runtime;

import dev.eventbus.runtime.index.IndexRegistry;
import dev.eventbus.runtime.index.LocalClass;
import dev.eventbus.runtime.index.ModuleHint;

/** Says why an object cannot be registered, and what to do about it. */
final class MissingTable {

    private MissingTable() {}

    static IllegalArgumentException of(Class<?> type, IndexRegistry indexes) {
        String problem = "No generated table for " + type.getName() + ": ";
        if (type == Class.class) {
            return new IllegalArgumentException(
                    "register takes an object with @Subscribe methods, not its class. To fix it, make an instance.");
        }
        if (LocalClass.isLocal(type) || type.isHidden()) {
            return new IllegalArgumentException(problem
                    + "it stands in the body of a method or is a lambda, and annotation processors do not see handlers in"
                    + " local, anonymous and lambda classes. To fix it, make it a top-level or nested class, or use"
                    + " subscribe(Class, Handler).");
        }
        if (indexes.isEmpty()) {
            return new IllegalArgumentException(problem + "this bus has no index. To fix it, use EventBus.open(), or"
                    + " builder().index(new EventBusIndex()) with the class that the annotation processor generated."
                    + ModuleHint.of(type) + " If EventBus.open() found none: " + PROCESSOR);
        }
        return new IllegalArgumentException(problem
                + "none of this bus's indexes knows the class, or it has no @Subscribe"
                + " methods. Did the processor run on its module, and was that module's index added?"
                + ModuleHint.of(type) + " " + PROCESSOR);
    }

    private static final String PROCESSOR = "If there is no such class, the processor did not run: name"
            + " dev.eventbus:eventbus-processor in annotationProcessorPaths of maven-compiler-plugin (Gradle:"
            + " annotationProcessor). From JDK 23 on, javac runs no processor that is only on the class path, unless"
            + " <proc>full</proc> (-proc:full) says so.";
}
