package dev.eventbus.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies that are allowed between packages. */
@AnalyzeClasses(packages = "dev.eventbus.processor", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportRulesTest {

    @ArchTest
    static final ArchRule generationKnowsTheModelOnly = noClasses()
            .that()
            .resideInAPackage("..processor.generation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..processor", "..processor.validation..", "..processor.diagnostic..");

    @ArchTest
    static final ArchRule validationKnowsModelAndDiagnosticsOnly = noClasses()
            .that()
            .resideInAPackage("..processor.validation..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..processor", "..processor.generation..");

    @ArchTest
    static final ArchRule diagnosticsKnowNobody = noClasses()
            .that()
            .resideInAPackage("..processor.diagnostic..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..processor", "..processor.generation..", "..processor.validation..", "..processor.model..");

    @ArchTest
    static final ArchRule theModelKnowsNeitherCompilerNorAnybody = noClasses()
            .that()
            .resideInAPackage("..processor.model..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javax..",
                    "com.palantir..",
                    "..processor",
                    "..processor.generation..",
                    "..processor.validation..",
                    "..processor.diagnostic..");

    @ArchTest
    static final ArchRule onlyDiagnosticsPrint = noClasses()
            .that()
            .resideOutsideOfPackage("..processor.diagnostic..")
            .should()
            .accessClassesThat()
            .haveFullyQualifiedName("javax.annotation.processing.Messager");

    @ArchTest
    static final ArchRule onlyGenerationWrites = noClasses()
            .that()
            .resideOutsideOfPackage("..processor.generation..")
            .should()
            .accessClassesThat()
            .haveFullyQualifiedName("javax.annotation.processing.Filer")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("com.palantir..");

    /**
     * Build tools wrap the interfaces of the compiler and need to know about all files. Only method bodies are read
     * through the tree API of javac, if it is available.
     */
    @ArchTest
    static final ArchRule usesOnlyTheStandardInterfacesOfTheCompiler = noClasses()
            .that()
            .haveNameNotMatching(".*\\.JavacMethodBodies(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun..", "jdk..", "org.eclipse..", "java.nio.file..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File");
}
