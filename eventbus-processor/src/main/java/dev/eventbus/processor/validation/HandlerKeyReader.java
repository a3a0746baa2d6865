package dev.eventbus.processor.validation;

import dev.eventbus.Event;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.DeliveryOptions;
import dev.eventbus.processor.model.KeyPath;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads the key of a handler: its own, or the default that its event type declares. */
final class HandlerKeyReader {

    private final LanguageModel language;
    private final KeyPathReader paths;

    HandlerKeyReader(LanguageModel language) {
        this.language = language;
        this.paths = new KeyPathReader(language);
    }

    /** Returns the key; null if there is none or the handler does not use it. */
    @Nullable
    KeyPath read(
            TypeElement subscriber,
            String method,
            TypeElement event,
            DeliveryOptions delivery,
            Attributes attributes,
            ValidationReport report) {
        String own = attributes.text("key");
        String path = own.isEmpty() ? declaredBy(event) : own;
        if (path.isEmpty() || (own.isEmpty() && !delivery.usesKey())) {
            return null;
        }
        KeyPath key = paths.read(event, path, language.packageOf(subscriber), attributes.location("key"), report);
        if (delivery.batch() > 1 && delivery.concurrency() > 1) {
            report.add(
                    Problem.BATCH_EXCLUDES_KEYED_CONCURRENCY,
                    attributes.location(own.isEmpty() ? "concurrency" : "key"),
                    method);
        }
        return delivery.usesKey() ? key : null;
    }

    private String declaredBy(TypeElement event) {
        AnnotationMirror annotation = LanguageModel.annotation(event, Event.class);
        return annotation == null
                ? ""
                : Attributes.of(language, event, annotation).text("key");
    }
}
