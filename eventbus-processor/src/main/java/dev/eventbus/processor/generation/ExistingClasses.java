package dev.eventbus.processor.generation;

import dev.eventbus.processor.model.TypeReference;
import dev.eventbus.spi.generated.Generated;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a name is free. A class that is known by the name and has no class file in the output of this
 * compilation is somebody else's; one that has is what an earlier compilation generated.
 */
final class ExistingClasses {

    private final Elements elements;
    private final OutputLocations locations;

    ExistingClasses(Elements elements, OutputLocations locations) {
        this.elements = elements;
        this.locations = locations;
    }

    /** Where somebody else's class of a name is; empty if the name is free. */
    Optional<String> foreign(TypeReference name) {
        TypeElement type = find(name);
        if (type == null || (isGenerated(type) && locations.ownHas(name))) {
            return Optional.empty();
        }
        URI location = locations.find(name, module(type));
        if (!isGenerated(type)) {
            return Optional.of("a class written by hand" + (location == null ? "" : " in " + location));
        }
        return Optional.of(location == null ? "generated in another compilation" : location.toString());
    }

    /** The name for an index: the wanted one, or another if this compiles the tests of what has the wanted one. */
    IndexOutcome nameOfIndex(TypeReference wanted) {
        Optional<String> clash = foreign(wanted);
        if (clash.isEmpty()) {
            return new IndexOutcome(wanted, null);
        }
        TypeElement other = find(wanted);
        if (other != null && isGenerated(other) && locations.areTestsOf(wanted, module(other))) {
            TypeReference forTests = TypeReference.topLevel(wanted.packageName(), testName(wanted.simpleName()));
            return new IndexOutcome(forTests, foreign(forTests).orElse(null));
        }
        return new IndexOutcome(wanted, clash.get());
    }

    private static String testName(String name) {
        return name.endsWith("Index")
                ? name.substring(0, name.length() - "Index".length()) + "TestIndex"
                : name + "Test";
    }

    private @Nullable TypeElement find(TypeReference name) {
        Set<? extends TypeElement> found = elements.getAllTypeElements(name.canonicalName());
        return found.isEmpty() ? null : found.iterator().next();
    }

    private String module(TypeElement type) {
        ModuleElement module = elements.getModuleOf(type);
        return module == null ? "" : module.getQualifiedName().toString();
    }

    private static boolean isGenerated(TypeElement type) {
        return type.getAnnotationMirrors().stream()
                .map(annotation -> (TypeElement) annotation.getAnnotationType().asElement())
                .anyMatch(annotation -> annotation.getQualifiedName().contentEquals(Generated.class.getName()));
    }
}
