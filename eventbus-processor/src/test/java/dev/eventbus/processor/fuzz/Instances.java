package dev.eventbus.processor.fuzz;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;

/** Makes objects of generated classes, whatever they are nested in. */
final class Instances {

    /** What the name of a class ends with that stands beside an abstract one and extends it. */
    static final String CONCRETE = "Concrete";

    private Instances() {}

    /** An object; each text that its constructor takes is the given one. */
    static Object make(Class<?> type, String text) throws ReflectiveOperationException {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == String.class) {
            // Identity tells events apart.
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
