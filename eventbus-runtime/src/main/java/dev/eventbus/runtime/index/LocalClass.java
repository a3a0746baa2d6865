package dev.eventbus.runtime.index;

/** Tells classes that generated code cannot name, and of whose handlers a compiler need not tell its processors. */
public final class LocalClass {

    private LocalClass() {}

    /**
     * Whether a class stands in the body of a method or initializer, by itself or in a class that does.
     *
     * @param type the class
     * @return true for local and anonymous classes, and for their member classes
     */
    public static boolean isLocal(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (each.isAnonymousClass() || each.isLocalClass()) {
                return true;
            }
        }
        return false;
    }
}
