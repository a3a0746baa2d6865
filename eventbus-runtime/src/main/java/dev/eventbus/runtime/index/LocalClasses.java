package dev.eventbus.runtime.index;

/** Recognizes classes that generated code cannot name, and whose handlers a compiler need not show to processors. */
public final class LocalClasses {

    private LocalClasses() {}

    /** Whether a class is local or anonymous, or a member of such a class. */
    public static boolean contains(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (each.isAnonymousClass() || each.isLocalClass()) {
                return true;
            }
        }
        return false;
    }
}
