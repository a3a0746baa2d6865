package dev.eventbus.processor.fuzz;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;

/** Creates objects of sample classes, including inner classes. */
final class Instances {

    /** The suffix of the concrete subclass of an abstract class. */
    static final String CONCRETE = "Concrete";

    private Instances() {}

    /** Creates an object; all text arguments of its constructor are the given text. */
    static Object make(Class<?> type, String text) throws ReflectiveOperationException {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == String.class) {
            // Events are distinguished by identity.
            return new StringBuilder(text).toString();
        }
        if (Modifier.isAbstract(type.getModifiers())) {
            return make(type.getClassLoader().loadClass(type.getName() + CONCRETE), text);
        }
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Class<?>[] parameters = constructor.getParameterTypes();
        Object[] arguments = new Object[parameters.length];
        for (int number = 0; number < parameters.length; number++) {
            arguments[number] = make(parameters[number], text);
        }
        return constructor.newInstance(arguments);
    }
}
