package dev.eventbus.processor.validation;

import dev.eventbus.processor.diagnostic.Problem;
import dev.eventbus.processor.diagnostic.ValidationReport;
import dev.eventbus.processor.model.TypeReference;
import java.util.List;
import javax.lang.model.element.TypeElement;

/** Reads the failure types of a {@code @Retry}. */
final class FailureTypesReader {

    private static final String RETRY_ON = "retryOn";
    private static final String ABORT_ON = "abortOn";

    private final LanguageModel language;

    FailureTypesReader(LanguageModel language) {
        this.language = language;
    }

    List<TypeReference> retryOn(Attributes retry) {
        return references(retry, RETRY_ON);
    }

    List<TypeReference> abortOn(Attributes retry) {
        return references(retry, ABORT_ON);
    }

    private List<TypeReference> references(Attributes retry, String name) {
        return retry.types(name).stream()
                .map(type -> language.reference(type.type()))
                .toList();
    }

    /**
     * Checks that generated code can access the types, and that each has an effect.
     *
     * @param subscriber the class in whose package the code is generated
     * @param retriesEnabled whether there is more than one attempt
     */
    void check(
            TypeElement subscriber, String method, boolean retriesEnabled, Attributes retry, ValidationReport report) {
        List<Attributes.TypeValue> abortOnTypes = retry.types(ABORT_ON);
        List<Attributes.TypeValue> retryOnTypes = retry.types(RETRY_ON);
        checkAccess(subscriber, method, retryOnTypes, report);
        checkAccess(subscriber, method, abortOnTypes, report);
        if (!retriesEnabled) {
            return;
        }
        for (Attributes.TypeValue type : retryOnTypes) {
            if (!checkRetryable(RETRY_ON, method, type, report)) {
                continue;
            }
            abortOnTypes.stream()
                    .filter(supertype -> language.isSubtype(type.type(), supertype.type()))
                    .findFirst()
                    .ifPresent(supertype -> noEffect(
                            RETRY_ON,
                            method,
                            type,
                            "abortOn has " + supertype.type().getSimpleName() + ", and wins",
                            "remove " + supertype.type().getSimpleName() + " from abortOn",
                            report));
        }
        abortOnTypes.forEach(type -> checkRetryable(ABORT_ON, method, type, report));
    }

    private void checkAccess(
            TypeElement subscriber, String method, List<Attributes.TypeValue> types, ValidationReport report) {
        String fromPackage = language.packageOf(subscriber);
        for (Attributes.TypeValue type : types) {
            if (!language.accessible(type.type(), fromPackage)) {
                report.add(
                        Problem.FAILURE_NOT_ACCESSIBLE,
                        type.location(),
                        type.type(),
                        method,
                        LanguageModel.named(fromPackage));
            }
        }
    }

    /**
     * Reports a type that no retryable failure can have. Two classes share instances only if one extends the other.
     */
    private boolean checkRetryable(
            String attribute, String method, Attributes.TypeValue type, ValidationReport report) {
        boolean possible = !language.isSubtype(type.type(), Error.class)
                || overlaps(type.type(), AssertionError.class)
                || overlaps(type.type(), StackOverflowError.class);
        if (!possible) {
            noEffect(
                    attribute,
                    method,
                    type,
                    "of errors only AssertionError and StackOverflowError are ever tried again",
                    "name one of these two",
                    report);
        }
        return possible;
    }

    private boolean overlaps(TypeElement type, Class<?> other) {
        return language.isSubtype(type, other) || language.isSupertype(type, other);
    }

    private static void noEffect(
            String attribute,
            String method,
            Attributes.TypeValue type,
            String reason,
            String fix,
            ValidationReport report) {
        String what = attribute + " = " + type.type().getSimpleName() + ".class";
        report.add(Problem.NO_EFFECT, type.location(), what, method, reason, fix);
    }
}
