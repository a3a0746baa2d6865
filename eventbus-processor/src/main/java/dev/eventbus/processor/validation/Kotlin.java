package dev.eventbus.processor.validation;

import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Supports classes written in Kotlin. The compiler sees them as Java stubs without method bodies. */
final class Kotlin {

    private static final String METADATA = "kotlin.Metadata";

    private Kotlin() {}

    /** Whether an element is a Kotlin class or is enclosed in one. */
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

    /** The name of a member in the source. Kotlin appends {@code $} and the module to the names of internal members. */
    static String declaredName(Element member) {
        String name = member.getSimpleName().toString();
        int end = name.lastIndexOf('$');
        return end > 0 && isKotlin(member) ? name.substring(0, end) : name;
    }

    /** Whether a class contains the bodies, and copies of the annotations, of the functions of a Kotlin interface. */
    static boolean holdsBodiesOfInterface(TypeElement type) {
        return type.getSimpleName().contentEquals("DefaultImpls")
                && type.getEnclosingElement() instanceof TypeElement outer
                && outer.getKind().isInterface()
                && isKotlin(type);
    }

    /**
     * Whether a class is private. The stub of a private nested class is package-private, like its class file, and
     * Kotlin itself has no package-private access.
     */
    static boolean isPrivate(Element type) {
        Set<Modifier> modifiers = type.getModifiers();
        return type.getEnclosingElement() instanceof TypeElement
                && !modifiers.contains(Modifier.PUBLIC)
                && !modifiers.contains(Modifier.PROTECTED)
                && isKotlin(type);
    }

    /** Returns the text for the language in which an element was written. */
    static String wording(Element element, String forKotlin, String forJava) {
        return isKotlin(element) ? forKotlin : forJava;
    }
}
