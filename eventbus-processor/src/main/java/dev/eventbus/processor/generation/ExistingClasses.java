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
 * Finds out whether a name is free. A class that is known by the name and has no class file in the output of this
 * compilation is somebody else's; one that has, or a source file there, is what an earlier compilation generated.
 */
final class ExistingClasses {

    private final Elements elements;
    private final OutputLocations locations;

    ExistingClasses(Elements elements, OutputLocations locations) {
        this.elements = elements;
        this.locations = locations;
    }

    /** Where somebody else's class of a name is that the module sees; empty if the name is free. */
    Optional<String> findConflict(TypeReference name, ModuleElement module) {
        if (locations.hasSourceFile(name)) {
            // Not asked for by name: a compiler that has the source output on its source path would read it.
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

    /** The name for an index: the wanted one, or another if this compiles the tests of what has the wanted one. */
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

    /** Asks one module, because javac searches each there is for a name that does not exist. */
    private @Nullable TypeElement find(TypeReference name, ModuleElement module) {
        return elements.getTypeElement(module, name.canonicalName());
    }

    private static boolean isGenerated(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .map(annotation -> (TypeElement) annotation.getAnnotationType().asElement())
                .anyMatch(annotation -> annotation.getQualifiedName().contentEquals(Generated.class.getName()));
    }
}
