package dev.eventbus.processor.validation;

import dev.eventbus.Event;
import dev.eventbus.internal.TopicName;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.SourceLocation;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.spi.TopicPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Finds topic patterns that match no topic of an event type. */
final class PatternCheck {

    private final LanguageModel language;
    private final CompiledTypes compiled;

    PatternCheck(LanguageModel language, CompiledTypes compiled) {
        this.language = language;
        this.compiled = compiled;
    }

    void check(String method, String pattern, TypeElement event, SourceLocation location, ValidationReport report) {
        if (pattern.isEmpty() || TopicName.patternProblem(pattern) != null) {
            return;
        }
        if (LanguageModel.isSystemEvent(event)) {
            report.add(Problem.SYSTEM_EVENT_PATTERN, location, method, event.getSimpleName());
            return;
        }
        List<String> topics = new ArrayList<>();
        if (!addTopics(event, topics) || topics.isEmpty()) {
            return;
        }
        TopicPattern parsed = TopicPattern.parse(pattern);
        if (topics.stream().noneMatch(parsed::matches)) {
            String quoted = topics.stream().map(topic -> "\"" + topic + "\"").collect(Collectors.joining(" or "));
            report.add(
                    Problem.PATTERN_NEVER_MATCHES,
                    location,
                    pattern,
                    method,
                    event.getSimpleName(),
                    quoted,
                    Suggestion.among(suggestions(topics), pattern));
        }
    }

    /** Adds all topics of a type. Returns false if others are possible, because some of its subtypes are not known. */
    private boolean addTopics(TypeElement event, List<String> topics) {
        boolean sealed = event.getModifiers().contains(Modifier.SEALED);
        // An enum whose constants have bodies is sealed too, but its constants are published on the topic of the enum.
        boolean last = event.getModifiers().contains(Modifier.FINAL) || event.getKind() == ElementKind.ENUM;
        if (!last && !sealed) {
            return false;
        }
        boolean concrete = event.getKind().isClass() && !event.getModifiers().contains(Modifier.ABSTRACT);
        if (concrete) {
            String topic = declared(event);
            if (topic == null || TopicName.problem(topic) != null) {
                return false;
            }
            topics.add(topic);
        }
        if (last) {
            return true;
        }
        for (TypeMirror permitted : event.getPermittedSubclasses()) {
            if (compiled.contains(event)) {
                TypeResolution.require(event, permitted);
            }
            // A class of a library may be missing, and then its topic is unknown.
            if (permitted.getKind() == TypeKind.ERROR
                    || !(permitted instanceof DeclaredType type)
                    || !addTopics((TypeElement) type.asElement(), topics)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String declared(TypeElement event) {
        AnnotationMirror annotation = LanguageModel.annotation(event, Event.class);
        return annotation == null
                ? null
                : Attributes.of(language, event, annotation).text("value");
    }

    private static List<String> suggestions(List<String> topics) {
        List<String> suggestions = new ArrayList<>(topics);
        for (String topic : topics) {
            int dot = topic.lastIndexOf('.');
            if (dot > 0) {
                suggestions.add(topic.substring(0, dot) + ".*");
                suggestions.add("*" + topic.substring(dot));
            }
        }
        return suggestions;
    }
}
