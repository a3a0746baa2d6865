package dev.eventbus.processor.validation;

import dev.eventbus.Subscribe;
import dev.eventbus.processor.model.EventClass;
import dev.eventbus.processor.model.TypeReference;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The language model of the compiler, with queries that the readers need.
 *
 * @param elements the compiler's elements
 * @param types the compiler's types
 */
public record LanguageModel(Elements elements, Types types) {

    private static final String API = Subscribe.class.getPackageName();
    private static final Set<String> SYSTEM_EVENTS = Set.of(API + ".UnhandledEvent", API + ".DeadLetter");

    TypeReference reference(TypeElement type) {
        Deque<String> names = new ArrayDeque<>();
        Deque<Integer> typeParameters = new ArrayDeque<>();
        boolean isPublic = true;
        boolean inner = true;
        for (Element each = type; each instanceof TypeElement declaring; each = declaring.getEnclosingElement()) {
            names.addFirst(declaring.getSimpleName().toString());
            typeParameters.addFirst(inner ? declaring.getTypeParameters().size() : 0);
            isPublic &= declaring.getModifiers().contains(Modifier.PUBLIC);
            inner &= !declaring.getModifiers().contains(Modifier.STATIC);
        }
        return new TypeReference(packageOf(type), List.copyOf(names), List.copyOf(typeParameters), isPublic);
    }

    /** The type with unbounded wildcards, as in {@code Page<?>}: the type to which events are cast. */
    DeclaredType unbounded(TypeElement type) {
        TypeMirror[] arguments = new TypeMirror[type.getTypeParameters().size()];
        Arrays.fill(arguments, types.getWildcardType(null, null));
        return type.asType() instanceof DeclaredType declared
                        && declared.getEnclosingType() instanceof DeclaredType outer
                ? types.getDeclaredType(unbounded((TypeElement) outer.asElement()), type, arguments)
                : types.getDeclaredType(type, arguments);
    }

    EventClass eventType(TypeElement type) {
        boolean concrete = type.getKind().isClass()
                && !type.getModifiers().contains(Modifier.ABSTRACT)
                && !type.getQualifiedName().contentEquals("java.lang.Object");
        return new EventClass(reference(type), concrete, supertypes(type));
    }

    String packageOf(Element element) {
        return elements.getPackageOf(element).getQualifiedName().toString();
    }

    /** A package in a message; the unnamed package has no name. */
    static String named(String packageName) {
        return packageName.isEmpty() ? "the unnamed package" : "package " + packageName;
    }

    /** Whether code in a package can access a type. */
    boolean accessible(TypeElement type, String fromPackage) {
        boolean samePackage = packageOf(type).equals(fromPackage);
        for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
            Set<Modifier> modifiers = each.getModifiers();
            if (isPrivateItself(each) || !(samePackage || modifiers.contains(Modifier.PUBLIC))) {
                return false;
            }
        }
        return true;
    }

    /** Whether code in a package can access a member of a type that it can access. */
    boolean memberAccessible(Element member, String fromPackage) {
        Set<Modifier> modifiers = member.getModifiers();
        return modifiers.contains(Modifier.PUBLIC)
                || (!modifiers.contains(Modifier.PRIVATE) && packageOf(member).equals(fromPackage));
    }

    boolean isPrivate(TypeElement type) {
        for (Element each = type; each instanceof TypeElement; each = each.getEnclosingElement()) {
            if (isPrivateItself(each)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPrivateItself(Element type) {
        return type.getModifiers().contains(Modifier.PRIVATE) || Kotlin.isPrivate(type);
    }

    boolean isSubtype(TypeMirror type, Class<?> supertype) {
        TypeElement element = elements.getTypeElement(supertype.getCanonicalName());
        return element != null && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
    }

    boolean isSubtype(TypeElement type, Class<?> supertype) {
        return isSubtype(type.asType(), supertype);
    }

    boolean isSupertype(TypeElement type, Class<?> subtype) {
        TypeElement element = elements.getTypeElement(subtype.getCanonicalName());
        return element != null && isSubtype(element, type);
    }

    boolean isSubtype(TypeElement type, TypeElement supertype) {
        return types.isSubtype(types.erasure(type.asType()), types.erasure(supertype.asType()));
    }

    boolean is(TypeMirror type, Class<?> other) {
        return type instanceof DeclaredType declared
                && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(other.getCanonicalName());
    }

    /** Whether the bus itself publishes a type. It delivers such events to subscriptions of exactly that type. */
    static boolean isSystemEvent(TypeElement type) {
        return SYSTEM_EVENTS.contains(type.getQualifiedName().toString());
    }

    /** Whether a type belongs to the API of the bus, so that its objects are not events. */
    boolean isOfFramework(TypeElement type) {
        String packageName = packageOf(type);
        return (packageName.equals(API) || packageName.startsWith(API + ".spi")) && !isSystemEvent(type);
    }

    static @Nullable AnnotationMirror annotation(Element element, Class<?> type) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement declared = (TypeElement) mirror.getAnnotationType().asElement();
            if (declared.getQualifiedName().contentEquals(type.getCanonicalName())) {
                return mirror;
            }
        }
        return null;
    }

    private Set<String> supertypes(TypeElement type) {
        Set<String> names = new LinkedHashSet<>();
        Deque<TypeMirror> pending = new ArrayDeque<>(List.of(type.asType()));
        while (!pending.isEmpty()) {
            TypeMirror next = pending.remove();
            if (next instanceof DeclaredType declared
                    && names.add(elements.getBinaryName((TypeElement) declared.asElement())
                            .toString())) {
                pending.addAll(types.directSupertypes(next));
            }
        }
        return names;
    }
}
