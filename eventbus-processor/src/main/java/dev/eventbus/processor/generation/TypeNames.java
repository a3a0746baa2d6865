package dev.eventbus.processor.generation;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.eventbus.processor.model.TypeReference;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Names types and variables in generated code. */
final class TypeNames {

    private TypeNames() {}

    /** The class itself, as in {@code Page.class}. */
    static ClassName erased(TypeReference type) {
        List<String> names = type.simpleNames();
        return ClassName.get(
                type.packageName(), names.get(0), names.subList(1, names.size()).toArray(new String[0]));
    }

    /** The type of a variable or cast, as in {@code Page<?>}. */
    static TypeName wildcard(TypeReference type) {
        if (!type.isGeneric()) {
            return erased(type);
        }
        ClassName plain = ClassName.get(type.packageName(), type.simpleNames().get(0));
        ParameterizedTypeName parameterized = null;
        for (int level = 0; level < type.simpleNames().size(); level++) {
            String name = type.simpleNames().get(level);
            List<TypeName> arguments =
                    Collections.nCopies(type.typeParameters().get(level), WildcardTypeName.subtypeOf(Object.class));
            if (parameterized != null) {
                parameterized = parameterized.nestedClass(name, arguments);
            } else {
                plain = level == 0 ? plain : plain.nestedClass(name);
                parameterized = arguments.isEmpty()
                        ? null
                        : ParameterizedTypeName.get(plain, arguments.toArray(new TypeName[0]));
            }
        }
        return parameterized == null ? plain : parameterized;
    }

    /**
     * Allocates names of variables. None of them hides the root of a package to which code refers by its full name. A
     * wanted name is changed if it would; {@link NameAllocator#get} returns the allocated one.
     */
    static NameAllocator variables(List<TypeReference> called, String... wanted) {
        NameAllocator names = new NameAllocator();
        Stream.concat(
                        Stream.of("java", "dev"),
                        called.stream().map(type -> type.packageName().split("\\.", 2)[0]))
                .distinct()
                .filter(root -> !root.isEmpty())
                .forEach(root -> names.newName(root, "root " + root));
        for (String name : wanted) {
            names.newName(name, name);
        }
        return names;
    }

    /** The name of a variable that holds an object of a class. */
    static String variable(TypeReference type) {
        return decapitalized(type.simpleName());
    }

    static String decapitalized(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
