package dev.eventbus.processor.validation;

import dev.eventbus.Event;
import dev.eventbus.internal.SyntaxProblem;
import dev.eventbus.internal.TopicName;
import dev.eventbus.processor.diagnostic.Place;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
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

    private static final int MOST_RETAINED = 65_536;

    private final Language language;
    private final KeyPathReader keyPaths;
    private final MutabilityCheck mutability;
    private final Map<String, String> typesByTopicAndVersion = new HashMap<>();

    /**
     * A reader for one compilation, within which it holds topics to be unique.
     *
     * @param language the compiler's view
     * @param mutability looks at the state of events
     */
    public EventReader(Language language, MutabilityCheck mutability) {
        this.language = language;
        this.keyPaths = new KeyPathReader(language);
        this.mutability = mutability;
    }

    /**
     * Reads a type.
     *
     * @param type a type with the annotation
     * @return what it declares, or what is wrong with it
     */
    public Reading<EventDeclaration> read(TypeElement type) {
        mutability.begin();
        try {
            Report report = new Report();
            return Reading.of(report, read(type, report));
        } catch (RuntimeException thrown) {
            mutability.withdraw();
            return Reading.later(Unresolved.of(thrown));
        }
    }

    private EventDeclaration read(TypeElement type, Report report) {
        AnnotationMirror annotation = Language.annotation(type, Event.class);
        if (annotation == null) {
            throw new IllegalStateException(type + " has no @Event");
        }
        Attributes attributes = Attributes.of(language, type, annotation);
        Resolved.requireSupertypes(type);
        if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
            report.add(Problem.EVENT_KIND, Place.of(type), type.getSimpleName(), "an annotation type");
        } else if (type.getKind().isInterface() || isAbstractClass(type)) {
            String kind = type.getKind().isInterface() ? "an interface" : "an abstract class";
            report.add(Problem.EVENT_ABSTRACT, Place.of(type), type.getSimpleName(), kind, type.getSimpleName());
        }
        if (language.isPrivate(type)) {
            String enough = Kotlin.or(type, "internal", "package-private");
            report.add(Problem.EVENT_PRIVATE, Place.of(type), type.getSimpleName(), enough);
        }
        String topic = attributes.text("value");
        SyntaxProblem problem = TopicName.problem(topic);
        if (problem != null) {
            report.add(Problem.EVENT_TOPIC, attributes.place("value"), topic, problem.position(), problem.reason());
        }
        checkNotAClass(type, topic, attributes.place("value"), report);
        int version = attributes.integer("version");
        if (version < 1) {
            report.add(Problem.EVENT_VERSION, attributes.place("version"), version);
        }
        KeyPath key = null;
        String path = attributes.text("key");
        if (!path.isEmpty()) {
            key = keyPaths.read(type, path, language.packageOf(type), attributes.place("key"), report);
        }
        int retain = attributes.integer("retain");
        if (retain < 0 || retain > MOST_RETAINED) {
            report.add(Problem.EVENT_RETAIN, attributes.place("retain"), retain);
        }
        mutability.check(type, report);
        if (!report.hasErrors()) {
            String name = type.getQualifiedName().toString();
            String other = typesByTopicAndVersion.putIfAbsent(version + " " + topic, name);
            if (other != null) {
                report.add(Problem.DUPLICATE_EVENT, attributes.place("value"), topic, version, other, name);
            }
        }
        return new EventDeclaration(language.eventType(type), topic, version, key, retain);
    }

    /** An enum whose constants implement something is abstract too, and its constants are published all the same. */
    private static boolean isAbstractClass(TypeElement type) {
        return type.getKind() != ElementKind.ENUM && type.getModifiers().contains(Modifier.ABSTRACT);
    }

    private void checkNotAClass(TypeElement type, String topic, Place place, Report report) {
        int last = topic.lastIndexOf('.') + 1;
        // Only what looks like a class is looked up, which is slow for names that do not exist.
        if (last < topic.length() && Character.isUpperCase(topic.charAt(last)) && TopicName.problem(topic) == null) {
            TypeElement other = language.elements().getTypeElement(topic);
            if (other != null && !other.equals(type) && Language.annotation(other, Event.class) == null) {
                String suggestion = Character.toLowerCase(topic.charAt(last)) + topic.substring(last + 1);
                report.add(Problem.TOPIC_OF_ANOTHER_CLASS, place, topic, suggestion);
            }
        }
    }
}
