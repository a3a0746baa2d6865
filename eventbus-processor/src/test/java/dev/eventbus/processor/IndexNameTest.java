package dev.eventbus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Main and test indexes with the same name get different names; other indexes with the same name are an error. */
class IndexNameTest {

    private static final String MAIN = "package com.acme;\n\n@dev.eventbus.Event(\"main\")\npublic record Main() {}\n";
    private static final String TEST = "package com.acme;\n\n@dev.eventbus.Event(\"test\")\npublic record Probe() {}\n";
    private static final String MODULE = "module com.acme {\n    requires dev.eventbus;\n    exports com.acme;\n}\n";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "target/classes, target/test-classes",
        "build/classes/java/main, build/classes/java/test",
        "build/classes/kotlin/main, build/tmp/kapt3/classes/test",
        "out/production/app, out/test/app",
        "bin/main, bin/test"
    })
    void mainAndTestsOfAModuleBothHaveAnIndex(String mainOutput, String testOutput) throws IOException {
        Path main = compile(mainOutput, Map.of("com/acme/Main.java", MAIN)).output();
        Javac.Result test = compile(testOutput, Map.of("com/acme/Probe.java", TEST), main);

        assertThat(test.messages()).isEmpty();
        assertThat(test.service()).isEqualTo("com.acme.EventBusTestIndex\n");
        try (Loaded loaded = new Loaded(main, test.output())) {
            List<String> found =
                    ServiceLoader.load(dev.eventbus.spi.generated.SubscriberIndex.class, loaded.loader()).stream()
                            .map(provider -> provider.type().getName())
                            .toList();
            assertThat(found).containsExactly("com.acme.EventBusIndex", "com.acme.EventBusTestIndex");
        }
    }

    @Test
    void aSecondCompilationKeepsTheNames() {
        Path main =
                compile("target/classes", Map.of("com/acme/Main.java", MAIN)).output();
        Path test = compile("target/test-classes", Map.of("com/acme/Probe.java", TEST), main)
                .output();

        Javac.Result mainAgain = compile("target/classes", Map.of("com/acme/Main.java", MAIN), main);
        Javac.Result testAgain = compile("target/test-classes", Map.of("com/acme/Probe.java", TEST), test, main);

        assertThat(mainAgain.messages()).isEmpty();
        assertThat(mainAgain.service()).isEqualTo("com.acme.EventBusIndex\n");
        assertThat(testAgain.messages()).isEmpty();
        assertThat(testAgain.service()).isEqualTo("com.acme.EventBusTestIndex\n");
    }

    @Test
    void testsInAnotherPackageNeedNoOtherName() {
        Path main =
                compile("target/classes", Map.of("com/acme/Main.java", MAIN)).output();
        String other = TEST.replace("package com.acme", "package com.acme.tests");

        Javac.Result test = compile("target/test-classes", Map.of("com/acme/tests/Probe.java", other), main);

        assertThat(test.messages()).isEmpty();
        assertThat(test.service()).isEqualTo("com.acme.tests.EventBusIndex\n");
    }

    @Test
    void anIndexWithTheSameNameInAnotherDirectoryIsAnError() {
        Path other = compile("other/target/classes", Map.of("com/acme/Main.java", MAIN))
                .output();

        Javac.Result result = compile("app/target/classes", Map.of("com/acme/Probe.java", TEST), other);

        assertThat(result.messages())
                .singleElement()
                .asString()
                .contains(
                        "[EB043] The index com.acme.EventBusIndex",
                        "other/target/classes/com/acme",
                        "-Aeventbus.index=");
    }

    @Test
    void anIndexWithTheSameNameInAJarIsAnErrorThatTheOptionFixes() throws IOException {
        Path jar = jar(compile("other/target/classes", Map.of("com/acme/Main.java", MAIN))
                .output());

        Javac.Result clash = compile("target/classes", Map.of("com/acme/Probe.java", TEST), jar);
        Javac.Result renamed = new Javac(directory.resolve("target/renamed"))
                .classPath(Javac.api(), jar)
                .options("-Aeventbus.index=com.acme.app.AppIndex")
                .compile(Map.of("com/acme/Probe.java", TEST));

        assertThat(clash.messages()).singleElement().asString().contains("[EB043]", "other.jar");
        assertThat(renamed.messages()).isEmpty();
        assertThat(renamed.service()).isEqualTo("com.acme.app.AppIndex\n");
    }

    @Test
    void aThirdSourceSetMustChooseItsName() {
        Path main = compile("classes/main", Map.of("com/acme/Main.java", MAIN)).output();
        Path test = compile("classes/test", Map.of("com/acme/Probe.java", TEST), main)
                .output();
        String third = TEST.replace("test", "third").replace("Probe", "Third");

        Javac.Result result = compile("classes/integrationTest", Map.of("com/acme/Third.java", third), main, test);

        assertThat(result.messages())
                .singleElement()
                .asString()
                .contains("[EB043] The index com.acme.EventBusTestIndex");
    }

    @Test
    void aTableOfAnotherCompilationIsNotReplaced() {
        String nested = "package com.acme;\n\nclass A {\n    @dev.eventbus.Event(\"x\")\n    record B() {}\n}\n";
        String flat = "package com.acme;\n\n@dev.eventbus.Event(\"y\")\nrecord A_B() {}\n";
        Path other = compile("other", Map.of("com/acme/A.java", nested)).output();

        Javac.Result result = compile("app", Map.of("com/acme/A_B.java", flat), other);

        assertThat(result.messages())
                .anyMatch(message -> message.contains("[EB042] The class com.acme.A_B_Event")
                        && message.contains("other/com/acme/A_B_Event.class"));
    }

    @Test
    void testsThatPatchANamedModuleHaveAnIndex() {
        Path main = new Javac(directory.resolve("target/classes"))
                .modulePath(Javac.api())
                .compile(Map.of("com/acme/Main.java", MAIN, "module-info.java", MODULE))
                .output();
        Path testSources = directory.resolve("target/test-classes-sources");

        Javac.Result test = new Javac(directory.resolve("target/test-classes"))
                .modulePath(Javac.api(), main)
                .options("--patch-module", "com.acme=" + testSources, "--add-modules", "com.acme")
                .options("--add-reads", "com.acme=ALL-UNNAMED")
                .compile(Map.of("com/acme/Probe.java", TEST));

        assertThat(test.messages()).isEmpty();
        assertThat(test.service()).isEqualTo("com.acme.EventBusTestIndex\n");
    }

    private Javac.Result compile(String output, Map<String, String> sources, Path... more) {
        Path[] classPath =
                Stream.concat(Stream.of(Javac.api()), Stream.of(more)).toArray(Path[]::new);
        return new Javac(directory.resolve(output)).classPath(classPath).compile(sources);
    }

    private Path jar(Path classes) throws IOException {
        Path jar = directory.resolve("other.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }
}
