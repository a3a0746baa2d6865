package dev.eventbus.processor.validation;

import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Classes written in Kotlin, of which the compiler sees stubs without method bodies, with Java's words for everything. */
final class Kotlin {

    private static final String METADATA = "kotlin.Metadata";

    private Kotlin() {}

    /** Whether an element stands in a class that was written in Kotlin, or is one. */
    static boolean isKotlin(Element element) {
        for (Element each = element; each != null; each = each.getEnclosingElement()) {
            if (each instanceof TypeElement
                    && each.getAnnotationMirrors().stream()
                            .anyMatch(
                                    annotation -> annotation.getAnnotationType().asElement() instanceof TypeElement type
                                            && type.getQualifiedName().contentEquals(METADATA))) {
                return true;
            }
        }
        return false;
    }

    /** The name of a member as its author wrote it: Kotlin adds {@code $} and its module to what is {@code internal}. */
    static String declaredName(Element member) {
        String name = member.getSimpleName().toString();
        int end = name.lastIndexOf('$');
        return end > 0 && isKotlin(member) ? name.substring(0, end) : name;
    }

    /** Whether a class is the one where Kotlin keeps the bodies of an interface's functions, annotations and all. */
    static boolean holdsBodiesOfInterface(TypeElement type) {
        return type.getSimpleName().contentEquals("DefaultImpls")
                && type.getEnclosingElement() instanceof TypeElement outer
                && outer.getKind().isInterface()
                && isKotlin(type);
    }

    /**
     * Whether a class is private, which the stub of a nested one does not say: it has the access that the class file has,
     * and javac sees another in the attributes of that. Kotlin itself knows no package-private.
     */
    static boolean isPrivate(Element type) {
        Set<Modifier> modifiers = type.getModifiers();
        return type.getEnclosingElement() instanceof TypeElement
                && !modifiers.contains(Modifier.PUBLIC)
                && !modifiers.contains(Modifier.PROTECTED)
                && isKotlin(type);
    }

    /** One of two texts, as the element's author is used to. */
    static String wording(Element element, String forKotlin, String forJava) {
        return isKotlin(element) ? forKotlin : forJava;
    }
}
