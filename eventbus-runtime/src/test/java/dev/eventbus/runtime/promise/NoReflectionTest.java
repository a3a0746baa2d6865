package dev.eventbus.runtime.promise;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Promise 8: the class files of API and runtime use no reflection on members. */
@AnalyzeClasses(packages = "dev.eventbus", importOptions = ImportOption.DoNotIncludeTests.class)
class NoReflectionTest {

    @ArchTest
    static final ArchRule NO_REFLECTION_PACKAGE =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..");

    @ArchTest
    static final ArchRule NO_MEMBER_LOOKUP = noClasses()
            .should()
            .callCodeUnitWhere(describe("looks up a class or member by name", call -> isLookup(call.getTarget())));

    private static boolean isLookup(AccessTarget target) {
        return target.getOwner().isEquivalentTo(Class.class)
                && target.getName().matches("forName|get(Declared)?(Method|Field|Constructor)s?");
    }
}
