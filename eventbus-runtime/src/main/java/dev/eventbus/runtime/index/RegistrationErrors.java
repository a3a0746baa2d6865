package dev.eventbus.runtime.index;

import dev.eventbus.spi.LogText;
import dev.eventbus.spi.generated.SubscriberIndex;
import org.jspecify.annotations.Nullable;

/** The errors of registering an object: why it cannot be registered with all of its handlers, and how to fix it. */
final class RegistrationErrors {

    /** How to fix that a module was compiled without the annotation processor. */
    static final String RUN_PROCESSOR =
            "To fix it, name dev.eventbus:eventbus-processor in that module's annotationProcessorPaths of"
                    + " maven-compiler-plugin (Gradle: annotationProcessor; Kotlin: kapt), and compile it anew. From"
                    + " JDK 23 on, javac runs no processor that is only on the class path, unless <proc>full</proc>"
                    + " (-proc:full) says so.";

    private static final String USE_A_LAMBDA = ", or use subscribe(Class, Handler)";

    private RegistrationErrors() {}

    /** Whether the processor has made a table of a class. */
    static boolean hasTable(Class<?> type) {
        return MissingIndexReason.isProcessed(type, "_Handlers");
    }

    /**
     * A class whose table no index of the bus has.
     *
     * @param ofNamesake the index that has the table of a class of this name from another class loader; null if none
     *     has
     */
    static IllegalArgumentException withoutIndex(
            Class<?> type, @Nullable SubscriberIndex ofNamesake, IndexRegistry indexes) {
        return new IllegalArgumentException(name(type)
                + " has a generated table, but no index of this bus names it, so that its handlers would be missing. "
                + MissingIndexReason.reasonAndFix(type, ofNamesake, indexes));
    }

    /**
     * Counts the handlers of a class whose table was generated from a stub.
     *
     * @throws IllegalArgumentException if it has more than its table
     */
    static void requireComplete(Class<?> type, int inTable) {
        int declared = SubscribeMethods.in(type).count();
        if (declared > inTable) {
            throw new IllegalArgumentException(
                    name(type) + " declares " + declared + " @Subscribe methods, and its generated"
                            + " table has " + inTable
                            + ", so that the others would be missing: kapt does not show the processor functions whose"
                            + " name Java cannot write. To fix it, name them without spaces and other special"
                            + " characters, and give them no parameter of a value class.");
        }
    }

    /**
     * A class with {@code @Subscribe} methods has no table.
     *
     * @param served a class related to it that has one; null if none has
     */
    static IllegalArgumentException withoutTable(Class<?> type, @Nullable Class<?> served) {
        String problem = name(type) + " declares @Subscribe methods, but there is no generated table for them"
                + (served == null
                        ? ". "
                        : ", only one for " + name(served) + ", so that these handlers would be missing. ");
        if (LocalClasses.contains(type)) {
            return new IllegalArgumentException(problem
                    + "It stands in the body of a method, and annotation processors do not see handlers in local and"
                    + " anonymous classes. To fix it, make it a top-level class, or one nested in such a class"
                    + USE_A_LAMBDA + ".");
        }
        return new IllegalArgumentException(
                problem + "The annotation processor did not run when its module was compiled. " + RUN_PROCESSOR);
    }

    /**
     * A class without handlers, its own or inherited.
     *
     * @param readable false if there is a class, itself or a superclass, whose handlers cannot be known
     */
    static IllegalArgumentException withoutHandlers(Class<?> type, boolean readable) {
        if (type == Class.class) {
            return new IllegalArgumentException(
                    "register takes an object with @Subscribe methods, not its class. To fix it, make an instance.");
        }
        if (isJdkProxy(type)) {
            return new IllegalArgumentException(name(type)
                    + " is the class of a JDK proxy (java.lang.reflect.Proxy). It implements the interfaces of the"
                    + " object behind it, and has none of that object's handlers. To fix it, register the object"
                    + " itself.");
        }
        if (type.isHidden() || type.isSynthetic()) {
            return new IllegalArgumentException(name(type)
                    + " was made at run time, as the classes of lambdas are, and has no @Subscribe methods. To fix it,"
                    + " register an object of a class that has some" + USE_A_LAMBDA + ".");
        }
        if (LocalClasses.contains(type)) {
            return new IllegalArgumentException(name(type)
                    + " stands in the body of a method and has no @Subscribe methods, which annotation processors would"
                    + " not see in local and anonymous classes. To fix it, register an object of a top-level or nested"
                    + " class that has some" + USE_A_LAMBDA + ".");
        }
        if (!readable) {
            return new IllegalArgumentException("No index of this bus names " + name(type)
                    + ", and its class loader shows no class file that could tell whether it has @Subscribe methods. To"
                    + " fix it, use builder().index(...) with the EventBusIndex that was generated for its module"
                    + USE_A_LAMBDA + ".");
        }
        Class<?> subscribing = subscribingInterface(type);
        if (subscribing != null) {
            return new IllegalArgumentException(name(type) + " has no @Subscribe methods but those of the interface "
                    + name(subscribing) + ", which are no handlers. To fix it, move the annotations to a class.");
        }
        String other = otherAnnotation(type);
        return new IllegalArgumentException(name(type) + " has no @Subscribe methods, and inherits none"
                + (other == null ? "." : ": it has the annotation " + other + ", which belongs to another library.")
                + " To fix it, annotate its handlers with dev.eventbus.Subscribe" + USE_A_LAMBDA + ".");
    }

    private static boolean isJdkProxy(Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        return superclass != null && superclass.getName().equals("java.lang.reflect.Proxy");
    }

    private static @Nullable Class<?> subscribingInterface(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> implemented : each.getInterfaces()) {
                if (implemented.getClassLoader() != null
                        && SubscribeMethods.in(implemented).count() > 0) {
                    return implemented;
                }
                Class<?> inherited = subscribingInterface(implemented);
                if (inherited != null) {
                    return inherited;
                }
            }
        }
        return null;
    }

    private static @Nullable String otherAnnotation(Class<?> type) {
        for (Class<?> each = type; each != null && each.getClassLoader() != null; each = each.getSuperclass()) {
            String other = SubscribeMethods.in(each).otherAnnotation();
            if (other != null) {
                return other;
            }
        }
        return null;
    }

    private static String name(Class<?> type) {
        return LogText.sanitize(type.getName());
    }
}
