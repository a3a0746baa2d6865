package dev.eventbus.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The classes that events of a type can have. */
final class PublishedTypes {

    // As the class file format has them.
    private static final int FINAL = 0x0010;
    private static final int ABSTRACT = 0x0400;

    private PublishedTypes() {}

    /**
     * All classes whose instances are events of a type.
     *
     * @return null if there can be others, which are not known yet
     */
    static @Nullable List<Class<?>> of(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        return add(type, found) ? found : null;
    }

    private static boolean add(Class<?> type, List<Class<?>> found) {
        // An enum whose constants have bodies is sealed too, but its constants are the events of one type.
        boolean last = type.isEnum() || (type.getModifiers() & FINAL) != 0;
        if (!last && !type.isSealed()) {
            return false;
        }
        if (last || (type.getModifiers() & ABSTRACT) == 0) {
            found.add(type);
        }
        if (!last) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                if (!add(permitted, found)) {
                    return false;
                }
            }
        }
        return true;
    }
}
