package dev.eventbus.processor;

import java.util.Comparator;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a type across rounds, each of which has new elements.
 *
 * @param module the name of its module; empty for the unnamed one
 * @param name its canonical name
 */
record TypeKey(String module, String name) implements Comparable<TypeKey> {

    private static final Comparator<TypeKey> ORDER =
            Comparator.comparing(TypeKey::name).thenComparing(TypeKey::module);

    static TypeKey of(TypeElement type, Elements elements) {
        ModuleElement module = elements.getModuleOf(type);
        return new TypeKey(
                module == null ? "" : module.getQualifiedName().toString(),
                type.getQualifiedName().toString());
    }

    /** Returns the type; null if it no longer exists. */
    @Nullable
    TypeElement find(Elements elements) {
        ModuleElement in = module.isEmpty() ? null : elements.getModuleElement(module);
        return in == null ? elements.getTypeElement(name) : elements.getTypeElement(in, name);
    }

    @Override
    public int compareTo(TypeKey other) {
        return ORDER.compare(this, other);
    }
}
