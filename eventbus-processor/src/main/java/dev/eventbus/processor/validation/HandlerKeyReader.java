package dev.eventbus.processor.validation;

import dev.eventbus.Event;
import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.Report;
import dev.eventbus.processor.model.Delivering;
import dev.eventbus.processor.model.KeyPath;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Finds the key of a handler: its own, or the one that its event type declares. */
final class HandlerKeyReader {

    private final Language language;
    private final KeyPathReader paths;

    HandlerKeyReader(Language language) {
        this.language = language;
        this.paths = new KeyPathReader(language);
    }

    /** The key; null if there is none or the handler has no use for it. */
    @Nullable
    KeyPath read(
            TypeElement subscriber,
            String method,
            TypeElement event,
            Delivering delivering,
            Attributes attributes,
            Report report) {
        String own = attributes.text("key");
        String path = own.isEmpty() ? declaredBy(event) : own;
        if (path.isEmpty() || (own.isEmpty() && !delivering.usesKey())) {
            return null;
        }
        KeyPath key = paths.read(event, path, language.packageOf(subscriber), attributes.place("key"), report);
        if (delivering.batch() > 1 && delivering.concurrency() > 1) {
            report.add(
                    Problem.BATCH_EXCLUDES_KEYED_CONCURRENCY,
                    attributes.place(own.isEmpty() ? "concurrency" : "key"),
                    method);
        }
        return delivering.usesKey() ? key : null;
    }

    private String declaredBy(TypeElement event) {
        AnnotationMirror annotation = Language.annotation(event, Event.class);
        return annotation == null
                ? ""
                : Attributes.of(language, event, annotation).text("key");
    }
}
