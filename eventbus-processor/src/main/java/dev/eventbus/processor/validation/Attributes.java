package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** The attributes of an annotation and their locations in the source. */
final class Attributes {

    private final Elements elements;
    private final Element element;
    private final AnnotationMirror self;
    private final AnnotationMirror outermost;
    private final Map<String, AnnotationValue> written = new HashMap<>();
    private final Map<String, AnnotationValue> effective = new HashMap<>();
    private final @Nullable AnnotationValue asValue;
    private final String name;

    private Attributes(
            String name,
            Elements elements,
            Element element,
            AnnotationMirror outermost,
            AnnotationMirror annotation,
            @Nullable AnnotationValue asValue) {
        this.name = name;
        this.elements = elements;
        this.element = element;
        this.outermost = outermost;
        this.self = annotation;
        this.asValue = asValue;
        annotation
                .getElementValues()
                .forEach((method, value) -> written.put(method.getSimpleName().toString(), value));
        elements.getElementValuesWithDefaults(annotation)
                .forEach((method, value) -> effective.put(method.getSimpleName().toString(), value));
    }

    /**
     * Reads the attributes of an annotation.
     *
     * @throws UnresolvedTypeException if a value does not exist yet
     */
    static Attributes of(LanguageModel language, Element element, AnnotationMirror annotation) {
        TypeResolution.require(element, annotation);
        String name = annotation.getAnnotationType().asElement().getSimpleName().toString();
        return new Attributes(name, language.elements(), element, annotation, annotation, null);
    }

    /** Reads the annotation that is the value of an attribute. */
    Attributes nested(String name) {
        AnnotationValue value = value(name);
        return new Attributes(
                name,
                elements,
                element,
                outermost,
                (AnnotationMirror) value.getValue(),
                isExplicit(name) ? value : null);
    }

    boolean isExplicit(String name) {
        return written.containsKey(name);
    }

    String text(String name) {
        return (String) value(name).getValue();
    }

    int integer(String name) {
        return (Integer) value(name).getValue();
    }

    long longInteger(String name) {
        return (Long) value(name).getValue();
    }

    double number(String name) {
        return (Double) value(name).getValue();
    }

    String constant(String name) {
        return ((VariableElement) value(name).getValue()).getSimpleName().toString();
    }

    /**
     * Returns the classes that an attribute lists, none by default. This does not read the default value, because javac
     * throws if it has not read it from the class file of the annotation yet, for example in a later round.
     */
    List<TypeValue> types(String name) {
        if (!isExplicit(name)) {
            return List.of();
        }
        return ((List<?>) value(name).getValue())
                .stream()
                        .map(AnnotationValue.class::cast)
                        .map(value -> new TypeValue(typeOf(name, value), new SourceLocation(element, outermost, value)))
                        .toList();
    }

    /** Returns a class. The compiler reports an error for anything else. */
    private TypeElement typeOf(String name, AnnotationValue value) {
        if (value.getValue() instanceof DeclaredType declared && declared.asElement() instanceof TypeElement type) {
            return type;
        }
        throw new UnresolvedTypeException(name + " = " + value, element);
    }

    /** The attribute whose value this annotation is, or the simple name of an annotation on an element. */
    String name() {
        return name;
    }

    /** The location of the annotation itself. */
    SourceLocation annotation() {
        return new SourceLocation(element, outermost, asValue);
    }

    /** The location of the value of an attribute; the location of the annotation for a default. */
    SourceLocation location(String name) {
        AnnotationValue value = written.get(name);
        return new SourceLocation(element, outermost, value == null ? asValue : value);
    }

    /**
     * Returns the value of an attribute. The compiler reports an attribute without a value or default, but not one that
     * the annotation does not have.
     */
    private AnnotationValue value(String name) {
        AnnotationValue value = effective.get(name);
        if (value == null) {
            Element annotation = self.getAnnotationType().asElement();
            boolean declared = annotation.getEnclosedElements().stream()
                    .anyMatch(each -> each.getSimpleName().contentEquals(name));
            throw new UnresolvedTypeException(new UnresolvedReference(
                    declared ? Problem.MISSING_TYPE : Problem.API_VERSION_MISMATCH,
                    name,
                    declared ? element : annotation));
        }
        return value;
    }

    /**
     * One of the classes that an attribute lists.
     *
     * @param type the class
     * @param location its location in the source
     */
    record TypeValue(TypeElement type, SourceLocation location) {}
}
