package dev.eventbus.processor.validation;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/**
 * The types that are compiled from source. An incremental build also passes unchanged classes to the processor, as
 * class files.
 */
public final class CompiledTypes {

    private final Predicate<TypeElement> fromSource;
    private final Set<String> topLevel = new HashSet<>();

    /**
     * Creates an empty set.
     *
     * @param fromSource whether a top-level type of a round comes from source
     */
    public CompiledTypes(Predicate<TypeElement> fromSource) {
        this.fromSource = fromSource;
    }

    /**
     * Adds the types of a round.
     *
     * @param roots its root elements
     */
    public void add(Set<? extends Element> roots) {
        for (Element root : roots) {
            if (root instanceof TypeElement type && fromSource.test(type)) {
                topLevel.add(type.getQualifiedName().toString());
            }
        }
    }

    /**
     * Whether an element is one of these types or is enclosed in one.
     *
     * @param element the element
     * @return false if it comes from a class file
     */
    public boolean contains(Element element) {
        return outermost(element) instanceof TypeElement type
                && topLevel.contains(type.getQualifiedName().toString());
    }

    /**
     * Whether an element is a type from a class file or is enclosed in one.
     *
     * @param element the element
     * @return false for a package or module
     */
    public boolean isInClassFile(Element element) {
        return outermost(element) instanceof TypeElement && !contains(element);
    }

    private static Element outermost(Element element) {
        Element enclosing = element.getEnclosingElement();
        return enclosing == null || enclosing instanceof PackageElement ? element : outermost(enclosing);
    }
}
