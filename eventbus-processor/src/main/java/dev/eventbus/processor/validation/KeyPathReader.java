package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.KeyPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Resolves a path of accessors from an event to its key. */
final class KeyPathReader {

    private static final Pattern GETTER = Pattern.compile("(?:get|is)(\\p{Lu})(.*)");

    private final LanguageModel language;

    KeyPathReader(LanguageModel language) {
        this.language = language;
    }

    /** Returns the path for code in a package; null if it cannot be resolved. */
    @Nullable
    KeyPath read(TypeElement event, String path, String fromPackage, SourceLocation location, ValidationReport report) {
        List<String> accessors = new ArrayList<>();
        TypeMirror type = event.asType();
        for (String segment : path.split("\\.", -1)) {
            String fault = null;
            if (!SourceVersion.isIdentifier(segment)) {
                fault = "\"" + segment + "\" is not a name";
            } else if (!(type instanceof DeclaredType declared)) {
                fault = type + " has no accessors";
            } else {
                TypeElement holder = (TypeElement) declared.asElement();
                TypeResolution.requireSupertypes(holder);
                Element accessor = accessor(holder, segment, fromPackage);
                if (accessor == null) {
                    fault = missing(holder, segment, fromPackage);
                } else {
                    accessors.add(accessor.getSimpleName() + (accessor instanceof ExecutableElement ? "()" : ""));
                    type = typeOf(declared, accessor);
                }
            }
            if (fault != null) {
                report.add(Problem.KEY_PATH, location, path, fault);
                return null;
            }
        }
        if (type.getKind() == TypeKind.ARRAY) {
            report.add(
                    Problem.KEY_PATH,
                    location,
                    path,
                    "it leads to an array, and equals does not compare the contents of arrays");
            return null;
        }
        if (!hasValueEquality(type)) {
            report.add(Problem.KEY_WITHOUT_EQUALS, location, path, type);
            return null;
        }
        return new KeyPath(accessors);
    }

    /** Whether keys can be equal. For interfaces and abstract classes, that depends on the objects. */
    private boolean hasValueEquality(TypeMirror type) {
        if (!(type instanceof DeclaredType declared)) {
            return true;
        }
        TypeElement element = (TypeElement) declared.asElement();
        if (element.getKind() != ElementKind.CLASS || element.getModifiers().contains(Modifier.ABSTRACT)) {
            return true;
        }
        if (language.is(type, Object.class) || (overrides(element, "equals", 1) && overrides(element, "hashCode", 0))) {
            return true;
        }
        // A missing superclass may declare them.
        TypeResolution.requireOverloads(element, List.of("equals", "hashCode"));
        return false;
    }

    private boolean overrides(TypeElement type, String name, int parameters) {
        return ElementFilter.methodsIn(language.elements().getAllMembers(type)).stream()
                .filter(method -> method.getSimpleName().contentEquals(name)
                        && method.getParameters().size() == parameters)
                .filter(method -> parameters == 0
                        || language.is(method.getParameters().get(0).asType(), Object.class))
                .anyMatch(method -> method.getEnclosingElement() instanceof TypeElement declaring
                        && !language.is(declaring.asType(), Object.class));
    }

    private @Nullable Element accessor(TypeElement holder, String name, String fromPackage) {
        if (!language.accessible(holder, fromPackage)) {
            return null;
        }
        String capitalized = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (String candidate : List.of(name, "get" + capitalized, "is" + capitalized)) {
            for (Element member : language.elements().getAllMembers(holder)) {
                if (Kotlin.declaredName(member).equals(candidate)
                        && isMethodAccessor(member)
                        && language.memberAccessible(member, fromPackage)) {
                    return member;
                }
            }
        }
        Element field = field(holder, name);
        return field != null && isFieldAccessor(field) && language.memberAccessible(field, fromPackage) ? field : null;
    }

    /** The field to which a name refers: it may hide a field of a superclass. */
    private @Nullable Element field(TypeElement holder, String name) {
        Element seen = null;
        for (Element member : language.elements().getAllMembers(holder)) {
            if (member.getKind() == ElementKind.FIELD
                    && member.getSimpleName().contentEquals(name)
                    && (seen == null || language.elements().hides(member, seen))) {
                seen = member;
            }
        }
        return seen;
    }

    private String missing(TypeElement holder, String name, String fromPackage) {
        if (!language.accessible(holder, fromPackage)) {
            return holder + " is not accessible from " + LanguageModel.named(fromPackage);
        }
        List<String> accessible = language.elements().getAllMembers(holder).stream()
                .filter(member -> isMethodAccessor(member) || isFieldAccessor(member))
                .filter(member -> language.memberAccessible(member, fromPackage))
                .flatMap(KeyPathReader::names)
                .toList();
        boolean hidden = language.elements().getAllMembers(holder).stream()
                .anyMatch(member -> member.getSimpleName().contentEquals(name)
                        && (isMethodAccessor(member) || isFieldAccessor(member)));
        return hidden
                ? "\"" + name + "\" of " + holder.getSimpleName() + " is "
                        + Kotlin.wording(
                                holder,
                                "private, or belongs to a value class, which Java cannot access",
                                "not accessible")
                : holder.getSimpleName() + " has no accessor \"" + name + "\"" + Suggestion.among(accessible, name);
    }

    /** The segments of a path that can refer to a member. */
    private static Stream<String> names(Element member) {
        String name = Kotlin.declaredName(member);
        Matcher getter = GETTER.matcher(name);
        return isMethodAccessor(member) && getter.matches()
                ? Stream.of(name, getter.group(1).toLowerCase(Locale.ROOT) + getter.group(2))
                : Stream.of(name);
    }

    private TypeMirror typeOf(DeclaredType holder, Element accessor) {
        TypeMirror member = language.types().asMemberOf(holder, accessor);
        TypeMirror type = member instanceof ExecutableType method ? method.getReturnType() : member;
        TypeResolution.require(accessor, type);
        return type.getKind() == TypeKind.DECLARED ? type : language.types().erasure(type);
    }

    private static boolean isMethodAccessor(Element member) {
        return member instanceof ExecutableElement method
                && member.getKind() == ElementKind.METHOD
                && !member.getModifiers().contains(Modifier.STATIC)
                && method.getParameters().isEmpty()
                && method.getReturnType().getKind() != TypeKind.VOID;
    }

    private static boolean isFieldAccessor(Element member) {
        return member.getKind() == ElementKind.FIELD && !member.getModifiers().contains(Modifier.STATIC);
    }
}
