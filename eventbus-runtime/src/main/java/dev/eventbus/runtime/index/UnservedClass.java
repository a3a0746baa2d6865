package dev.eventbus.runtime.index;

/** Tells of a class with handlers of which this bus has no table, so that they are not missing without a word. */
final class UnservedClass {

    private UnservedClass() {}

    /**
     * Looks for a generated table beside a class that no index knows and that declares handlers, as far as can be told.
     *
     * @throws IllegalArgumentException if there is one
     */
    static void requireNoTable(Class<?> type) {
        int packageEnd = type.getName().lastIndexOf('.');
        String table = type.getName().substring(packageEnd + 1).replace('$', '_') + "_Handlers.class";
        if (type.getResource(table) != null) {
            throw new IllegalArgumentException(type.getName()
                    + " has a generated table, but none of this bus's indexes knows it, so that its handlers would be missing."
                    + " To fix it, add the EventBusIndex of its module to builder().index(...), or use EventBus.open()."
                    + ModuleHint.of(type));
        }
    }

    /**
     * Counts the handlers of a class whose table was generated from a stub.
     *
     * @throws IllegalArgumentException if it has more than its table
     */
    static void requireComplete(Class<?> type, int inTable) {
        int declared = SubscribeMethods.countIn(type);
        if (declared > inTable) {
            throw new IllegalArgumentException(
                    type.getName() + " declares " + declared + " @Subscribe methods, and its generated"
                            + " table has " + inTable
                            + ", so that the others would be missing: kapt does not show the processor"
                            + " functions whose name Java cannot write. To fix it, name them without spaces and other special"
                            + " characters, and give them no parameter of a value class.");
        }
    }

    /** A class with {@code @Subscribe} methods has no table, but a class related to it has one. */
    static IllegalArgumentException withoutTable(Class<?> type, Class<?> served) {
        String problem =
                type.getName() + " declares @Subscribe methods, but there is no generated table for them, only one"
                        + " for " + served.getName() + ", so that these handlers would be missing: ";
        return new IllegalArgumentException(
                LocalClass.isLocal(type)
                        ? problem + "annotation processors do not see local and anonymous classes. To fix it, make it a"
                                + " top-level or nested class."
                        : problem + "the annotation processor did not run when its module was compiled. To fix it, name"
                                + " dev.eventbus:eventbus-processor in that module's annotationProcessorPaths (Gradle:"
                                + " annotationProcessor); from JDK 23 on, javac runs no processor that is only on the class"
                                + " path.");
    }
}
