package dev.eventbus.processor.diagnostic;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * The location at which the compiler reports a finding.
 *
 * @param element the element; null for the compilation as a whole
 * @param annotation an annotation of the element; null for the element itself
 * @param value a value of the annotation; null for the annotation itself
 */
public record SourceLocation(
        @Nullable Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) {

    /** The compilation as a whole. */
    public static final SourceLocation NONE = new SourceLocation(null, null, null);

    /**
     * Returns the location of an element.
     *
     * @param element the element
     * @return its location
     */
    public static SourceLocation of(Element element) {
        return new SourceLocation(element, null, null);
    }
}
