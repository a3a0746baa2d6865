package dev.eventbus.processor.generation;

import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.Generated;
import java.net.URI;
import java.util.Optional;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Determines whether a name is available for a generated class. An existing class with that name is a conflict, unless
 * its class file or source file is in the output of this compilation: an earlier compilation generated that one.
 */
final class ExistingClasses {

    private final Elements elements;
    private final OutputLocations locations;

    ExistingClasses(Elements elements, OutputLocations locations) {
        this.elements = elements;
        this.locations = locations;
    }

    /** Describes where a conflicting class is that the module can see; empty if the name is available. */
    Optional<String> findConflict(TypeReference name, ModuleElement module) {
        if (locations.hasSourceFile(name)) {
            // Not looked up by name: a compiler with the source output on its source path would read that file.
            return Optional.empty();
        }
        TypeElement type = find(name, module);
        if (type == null || (isGenerated(type) && locations.hasClassFile(name))) {
            return Optional.empty();
        }
        URI location = locations.find(name, module.getQualifiedName().toString());
        if (!isGenerated(type)) {
            return Optional.of("a class written by hand" + (location == null ? "" : " in " + location));
        }
        return Optional.of(location == null ? "generated in another compilation" : location.toString());
    }

    /** Returns the wanted name of an index, or a name for tests if the module under test has the wanted one. */
    IndexOutcome resolveIndexName(TypeReference wanted, ModuleElement module) {
        Optional<String> clash = findConflict(wanted, module);
        if (clash.isEmpty()) {
            return new IndexOutcome(wanted, null);
        }
        TypeElement other = find(wanted, module);
        if (other != null
                && isGenerated(other)
                && locations.isTestOutputOf(wanted, module.getQualifiedName().toString())) {
            TypeReference forTests = TypeReference.topLevel(wanted.packageName(), testName(wanted.simpleName()));
            return new IndexOutcome(forTests, findConflict(forTests, module).orElse(null));
        }
        return new IndexOutcome(wanted, clash.get());
    }

    private static String testName(String name) {
        return name.endsWith("Index")
                ? name.substring(0, name.length() - "Index".length()) + "TestIndex"
                : name + "Test";
    }

    /** Searches one module only, because javac would search all modules for a name that does not exist. */
    private @Nullable TypeElement find(TypeReference name, ModuleElement module) {
        return elements.getTypeElement(module, name.canonicalName());
    }

    private static boolean isGenerated(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .map(annotation -> (TypeElement) annotation.getAnnotationType().asElement())
                .anyMatch(annotation -> annotation.getQualifiedName().contentEquals(Generated.class.getName()));
    }
}
