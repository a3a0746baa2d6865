package dev.eventbus.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** Who may name whom in the API: user-facing types know nothing of integrations and generated code. */
@AnalyzeClasses(packages = "dev.eventbus", importOptions = ImportOption.DoNotIncludeTests.class)
class ApiArchitectureTest {

    private static final String API = "dev.eventbus";
    private static final String INTERNAL = "dev.eventbus.internal";
    private static final String SPI = "dev.eventbus.spi";
    private static final String GENERATED = "dev.eventbus.spi.generated";
    private static final Set<String> PACKAGES = Set.of(API, INTERNAL, SPI, GENERATED);

    /**
     * A bus is built from integrations and generated indexes: these two name what they are given and what they find.
     */
    private static final DescribedPredicate<JavaClass> BUILDER_OR_LOOKUP = describe(
            "EventBus.Builder or ProviderLookup",
            type -> Set.of("dev.eventbus.EventBus$Builder", "dev.eventbus.ProviderLookup")
                    .contains(type.getName()));

    @ArchTest
    static final ArchRule USERS_SEE_NO_SPI = noClasses()
            .that()
            .resideInAPackage(API)
            .and(DescribedPredicate.not(BUILDER_OR_LOOKUP))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPI + "..", INTERNAL);

    @ArchTest
    static final ArchRule INTERNAL_STANDS_ALONE = classes()
            .that()
            .resideInAPackage(INTERNAL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(INTERNAL, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().assignedFrom(packages())
            .should()
            .beFreeOfCycles()
            .ignoreDependency(BUILDER_OR_LOOKUP, alwaysTrue());

    private static SliceAssignment packages() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return PACKAGES.contains(name) ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "the packages of the API";
            }
        };
    }
}
