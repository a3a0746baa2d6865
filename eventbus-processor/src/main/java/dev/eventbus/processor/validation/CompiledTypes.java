package dev.eventbus.processor.validation;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** The types whose source this compilation has. */
public final class CompiledTypes {

    private final Set<String> topLevel = new HashSet<>();

    /** None yet. */
    public CompiledTypes() {}

    /**
     * Adds what a round brings.
     *
     * @param roots its root elements
     */
    public void add(Set<? extends Element> roots) {
        for (Element root : roots) {
            if (root instanceof TypeElement type) {
                topLevel.add(type.getQualifiedName().toString());
            }
        }
    }

    boolean contains(TypeElement type) {
        Element outermost = type;
        while (outermost.getEnclosingElement() instanceof TypeElement enclosing) {
            outermost = enclosing;
        }
        return outermost instanceof TypeElement top
                && topLevel.contains(top.getQualifiedName().toString());
    }
}
