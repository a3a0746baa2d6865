package dev.eventbus.processor.diagnostic;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Prints findings through the compiler: errors always, warnings at their level unless they are suppressed. */
public final class FindingPrinter {

    /** The annotations of Java and Kotlin that suppress warnings. */
    private static final Set<String> SUPPRESSIONS = Set.of(SuppressWarnings.class.getName(), "kotlin.Suppress");

    private final Messager messager;
    private final WarningLevel warnings;
    private final Predicate<Element> isFromClassFile;

    /**
     * Creates a printer.
     *
     * @param messager the messager of the compiler
     * @param warnings the level of warnings
     * @param isFromClassFile whether an element comes from a class file: its warnings were printed when its source was
     *     compiled, and a class file does not contain {@link SuppressWarnings}
     */
    public FindingPrinter(Messager messager, WarningLevel warnings, Predicate<Element> isFromClassFile) {
        this.messager = messager;
        this.warnings = warnings;
        this.isFromClassFile = isFromClassFile;
    }

    /**
     * Prints all findings of a report.
     *
     * @param report the report
     */
    public void print(ValidationReport report) {
        report.findings().forEach(this::print);
    }

    private void print(Finding finding) {
        SourceLocation location = finding.location();
        String suppression = finding.problem().suppression();
        Diagnostic.Kind kind = suppression == null ? Diagnostic.Kind.ERROR : warnings.kind(finding.problem());
        if (kind != null && (suppression == null || shouldPrint(suppression, location.element()))) {
            messager.printMessage(kind, finding.text(), location.element(), location.annotation(), location.value());
        }
    }

    private boolean shouldPrint(String suppression, @Nullable Element element) {
        return element == null || !(isFromClassFile.test(element) || isSuppressed(suppression, element));
    }

    /** Whether the {@link SuppressWarnings} of an element, or of one that encloses it, contains the key. */
    private static boolean isSuppressed(String suppression, @Nullable Element element) {
        for (Element each = element; each != null; each = each.getEnclosingElement()) {
            if (each.getAnnotationMirrors().stream()
                    .filter(FindingPrinter::suppresses)
                    .flatMap(annotation -> annotation.getElementValues().values().stream())
                    .anyMatch(keys -> has(keys.getValue(), suppression))) {
                return true;
            }
        }
        return false;
    }

    private static boolean suppresses(AnnotationMirror annotation) {
        return annotation.getAnnotationType().asElement() instanceof TypeElement type
                && SUPPRESSIONS.contains(type.getQualifiedName().toString());
    }

    private static boolean has(Object keys, String suppression) {
        return keys instanceof List<?> list
                && list.stream()
                        .anyMatch(key -> key instanceof AnnotationValue value
                                && value.getValue().equals(suppression));
    }
}
