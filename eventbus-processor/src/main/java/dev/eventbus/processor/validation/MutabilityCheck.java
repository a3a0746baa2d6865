package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds event types whose state can change while several threads read it. It checks only the classes of this
 * compilation, because only they can be changed here.
 */
public final class MutabilityCheck {

    private static final List<Class<?>> MUTABLE = List.of(
            Date.class, java.util.Calendar.class, java.util.BitSet.class, StringBuilder.class, StringBuffer.class);

    private final LanguageModel language;
    private final CompiledTypes compiled;
    private final Set<String> checked = new HashSet<>();
    private final Set<String> checkedSinceBegin = new HashSet<>();

    /**
     * Creates a check for one compilation, which reports each type once.
     *
     * @param language the language model of the compiler
     * @param compiled the types of this compilation
     */
    public MutabilityCheck(LanguageModel language, CompiledTypes compiled) {
        this.language = language;
        this.compiled = compiled;
    }

    /** Begins the reading of a class, which {@link #rollBack} can undo. */
    void begin() {
        checkedSinceBegin.clear();
    }

    /** Discards the checks since {@link #begin}, because the class is read again in a later round. */
    void rollBack() {
        checked.removeAll(checkedSinceBegin);
    }

    /** Checks a type once, regardless of how many handlers take it. */
    void check(TypeElement event, ValidationReport report) {
        String name = event.getQualifiedName().toString();
        if (event.getKind().isInterface() || !checked.add(name)) {
            return;
        }
        checkedSinceBegin.add(name);
        TypeElement declaring = event;
        while (declaring != null && compiled.contains(declaring)) {
            for (VariableElement field : ElementFilter.fieldsIn(declaring.getEnclosedElements())) {
                checkField(event, field, report);
            }
            declaring = declaring.getSuperclass() instanceof DeclaredType type ? (TypeElement) type.asElement() : null;
        }
    }

    private void checkField(TypeElement event, VariableElement field, ValidationReport report) {
        Set<Modifier> modifiers = field.getModifiers();
        if (modifiers.contains(Modifier.STATIC) || field.getKind() == ElementKind.ENUM_CONSTANT) {
            return;
        }
        if (!modifiers.contains(Modifier.FINAL)) {
            report.add(
                    Problem.MUTABLE_EVENT,
                    SourceLocation.of(field),
                    event.getSimpleName(),
                    "its field " + field.getSimpleName() + " is not final",
                    Kotlin.wording(field, "make it val instead of var", "make the field final, or the type a record"));
            return;
        }
        String holder = holder(field.asType());
        if (holder != null) {
            report.add(
                    Problem.MUTABLE_EVENT,
                    SourceLocation.of(field),
                    event.getSimpleName(),
                    "its field " + field.getSimpleName() + " is " + holder,
                    "use an immutable value, such as a List from List.copyOf");
        }
    }

    private @Nullable String holder(TypeMirror type) {
        if (type.getKind() == TypeKind.ARRAY) {
            return "an array";
        }
        if (!(type instanceof DeclaredType declared)) {
            return null;
        }
        TypeElement element = (TypeElement) declared.asElement();
        boolean known = MUTABLE.stream().anyMatch(each -> language.isSubtype(type, each));
        // A List may be unmodifiable; an ArrayList is not.
        boolean collection = element.getKind().isClass()
                && language.packageOf(element).startsWith("java.util")
                && (language.isSubtype(type, Collection.class) || language.isSubtype(type, Map.class));
        return known || collection ? "a mutable " + element.getSimpleName() : null;
    }
}
