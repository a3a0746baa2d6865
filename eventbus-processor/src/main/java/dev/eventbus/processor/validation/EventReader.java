package dev.eventbus.processor.validation;

import dev.eventbus.Event;
import dev.eventbus.internal.SyntaxProblem;
import dev.eventbus.internal.TopicName;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.EventDeclaration;
import dev.eventbus.processor.model.KeyPath;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Reads types with {@link Event}. */
public final class EventReader {

    private static final int MAX_RETAINED = 65_536;

    private final LanguageModel language;
    private final KeyPathReader keyPaths;
    private final MutabilityCheck mutability;
    private final Map<String, String> typesByTopicAndVersion = new HashMap<>();

    /**
     * Creates a reader for one compilation, in which topics must be unique.
     *
     * @param language the language model of the compiler
     * @param mutability checks whether events are mutable
     */
    public EventReader(LanguageModel language, MutabilityCheck mutability) {
        this.language = language;
        this.keyPaths = new KeyPathReader(language);
        this.mutability = mutability;
    }

    /**
     * Reads a type.
     *
     * @param type a type with the annotation
     * @return the declaration, or the problems with it
     */
    public ReadResult<EventDeclaration> read(TypeElement type) {
        mutability.begin();
        try {
            ValidationReport report = new ValidationReport();
            return ReadResult.of(report, read(type, report));
        } catch (RuntimeException thrown) {
            mutability.rollBack();
            return ReadResult.ofUnresolved(UnresolvedReference.of(thrown));
        }
    }

    private EventDeclaration read(TypeElement type, ValidationReport report) {
        AnnotationMirror annotation = LanguageModel.annotation(type, Event.class);
        if (annotation == null) {
            throw new IllegalStateException(type + " has no @Event");
        }
        Attributes attributes = Attributes.of(language, type, annotation);
        TypeResolution.requireSupertypes(type);
        if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
            report.add(Problem.EVENT_KIND, SourceLocation.of(type), type.getSimpleName(), "an annotation type");
        } else if (type.getKind().isInterface() || isAbstractClass(type)) {
            String kind = type.getKind().isInterface() ? "an interface" : "an abstract class";
            report.add(
                    Problem.EVENT_ABSTRACT, SourceLocation.of(type), type.getSimpleName(), kind, type.getSimpleName());
        }
        if (language.isPrivate(type)) {
            String enough = Kotlin.wording(type, "internal", "package-private");
            report.add(Problem.EVENT_PRIVATE, SourceLocation.of(type), type.getSimpleName(), enough);
        }
        String topic = attributes.text("value");
        SyntaxProblem problem = TopicName.problem(topic);
        if (problem != null) {
            report.add(Problem.EVENT_TOPIC, attributes.location("value"), topic, problem.position(), problem.reason());
        }
        checkNotAClass(type, topic, attributes.location("value"), report);
        int version = attributes.integer("version");
        if (version < 1) {
            report.add(Problem.EVENT_VERSION, attributes.location("version"), version);
        }
        KeyPath key = null;
        String path = attributes.text("key");
        if (!path.isEmpty()) {
            key = keyPaths.read(type, path, language.packageOf(type), attributes.location("key"), report);
        }
        int retain = attributes.integer("retain");
        if (retain < 0 || retain > MAX_RETAINED) {
            report.add(Problem.EVENT_RETAIN, attributes.location("retain"), retain);
        }
        mutability.check(type, report);
        if (!report.hasErrors()) {
            String name = type.getQualifiedName().toString();
            String other = typesByTopicAndVersion.putIfAbsent(version + " " + topic, name);
            if (other != null) {
                report.add(Problem.DUPLICATE_EVENT, attributes.location("value"), topic, version, other, name);
            }
        }
        return new EventDeclaration(language.eventType(type), topic, version, key, retain);
    }

    /** An enum whose constants have bodies may be abstract too, but its constants can be published. */
    private static boolean isAbstractClass(TypeElement type) {
        return type.getKind() != ElementKind.ENUM && type.getModifiers().contains(Modifier.ABSTRACT);
    }

    private void checkNotAClass(TypeElement type, String topic, SourceLocation location, ValidationReport report) {
        int last = topic.lastIndexOf('.') + 1;
        // Only names that look like a class, because looking up a name that does not exist is slow.
        if (last < topic.length() && Character.isUpperCase(topic.charAt(last)) && TopicName.problem(topic) == null) {
            TypeElement other = language.elements().getTypeElement(topic);
            if (other != null && !other.equals(type) && LanguageModel.annotation(other, Event.class) == null) {
                String suggestion = Character.toLowerCase(topic.charAt(last)) + topic.substring(last + 1);
                report.add(Problem.TOPIC_IS_CLASS_NAME, location, topic, suggestion);
            }
        }
    }
}
