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
     * @param retried whether there is more than one attempt
     */
    void check(TypeElement subscriber, String method, boolean retried, Attributes retry, ValidationReport report) {
        List<Attributes.TypeValue> aborted = retry.types(ABORT_ON);
        List<Attributes.TypeValue> repeated = retry.types(RETRY_ON);
        checkAccess(subscriber, method, repeated, report);
        checkAccess(subscriber, method, aborted, report);
        if (!retried) {
            return;
        }
        for (Attributes.TypeValue type : repeated) {
            if (!checkPossible(RETRY_ON, method, type, report)) {
                continue;
            }
            aborted.stream()
                    .filter(wider -> language.isSubtype(type.type(), wider.type()))
                    .findFirst()
                    .ifPresent(wider -> noEffect(
                            RETRY_ON,
                            method,
                            type,
                            "abortOn has " + wider.type().getSimpleName() + ", and wins",
                            "remove " + wider.type().getSimpleName() + " from abortOn",
                            report));
        }
        aborted.forEach(type -> checkPossible(ABORT_ON, method, type, report));
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
     * Whether a failure that is retried can have a type. Classes that do not extend each other have no common objects.
     */
    private boolean checkPossible(String attribute, String method, Attributes.TypeValue type, ValidationReport report) {
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
