package dev.eventbus.runtime;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** Who may import whom in the runtime. {@code docs/architecture.md} draws the same layers. */
@AnalyzeClasses(packages = "dev.eventbus", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String RUNTIME = "dev.eventbus.runtime";

    @ArchTest
    static final ArchRule THE_API_STANDS_ALONE = noClasses()
            .that()
            .resideInAnyPackage("dev.eventbus", "dev.eventbus.spi..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(RUNTIME + "..");

    @ArchTest
    static final ArchRule QUEUE = classes()
            .that()
            .resideInAPackage(RUNTIME + ".queue")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(RUNTIME + ".queue", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule EXECUTION = onlyRuntimePackages("execution", "queue");

    @ArchTest
    static final ArchRule DELIVERY = onlyRuntimePackages("delivery");

    @ArchTest
    static final ArchRule SUBSCRIPTION = onlyRuntimePackages("subscription", "delivery", "execution");

    @ArchTest
    static final ArchRule DIRECT = onlyRuntimePackages("direct", "subscription", "delivery", "execution", "index");

    @ArchTest
    static final ArchRule RESILIENCE = onlyRuntimePackages("resilience", "delivery", "execution");

    @ArchTest
    static final ArchRule CHANNEL =
            onlyRuntimePackages("channel", "subscription", "resilience", "queue", "delivery", "execution");

    @ArchTest
    static final ArchRule INDEX = onlyRuntimePackages("index", "delivery");

    @ArchTest
    static final ArchRule RETENTION = onlyRuntimePackages("retention", "delivery");

    @ArchTest
    static final ArchRule STREAM =
            onlyRuntimePackages("stream", "subscription", "resilience", "channel", "delivery", "execution");

    @ArchTest
    static final ArchRule ROUTING = onlyRuntimePackages(
            "routing", "subscription", "direct", "channel", "queue", "delivery", "execution", "index", "retention");

    @ArchTest
    static final ArchRule REPORT = onlyRuntimePackages("report", "subscription", "channel", "execution");

    @ArchTest
    static final ArchRule DEAD_LETTER =
            onlyRuntimePackages("deadletter", "routing", "subscription", "channel", "delivery", "execution");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(RUNTIME + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_CIRCLES_OF_CLASSES = slices().assignedFrom(
                    new TopLevelClasses(Set.of("subscription", "direct", "resilience", "channel")))
            .should()
            .beFreeOfCycles();

    /** The top-level classes of some packages of the runtime; a nested class belongs to the one around it. */
    private record TopLevelClasses(Set<String> packages) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getName();
            for (String each : packages) {
                if (name.startsWith(RUNTIME + "." + each + ".")) {
                    int nested = name.indexOf('$');
                    return SliceIdentifier.of(nested < 0 ? name : name.substring(0, nested));
                }
            }
            return SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "top-level classes of " + packages;
        }
    }

    private static ArchRule onlyRuntimePackages(String of, String... others) {
        String[] allowed = new String[others.length + 1];
        for (int i = 0; i < others.length; i++) {
            allowed[i] = RUNTIME + "." + others[i];
        }
        allowed[others.length] = RUNTIME + "." + of;
        return noClasses()
                .that()
                .resideInAPackage(RUNTIME + "." + of)
                .should()
                .dependOnClassesThat(com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                                RUNTIME + "..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.not(
                                com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(allowed))));
    }
}
