package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code in the README and the docs is compiled and run, and does what they say. */
class DocumentsTest {

    @TempDir
    Path folder;

    private Program readme() throws IOException {
        Program program = new Program(folder.resolve("classes"));
        Documents.blocks("README.md", "file").forEach((path, text) -> {
            if (path.endsWith(".java")) {
                program.source(path.substring("src/main/java/".length()), text);
            }
        });
        return program;
    }

    static List<String> readmePrograms() throws IOException {
        return List.copyOf(Documents.blocks("README.md", "output").keySet());
    }

    @ParameterizedTest
    @MethodSource("readmePrograms")
    void theReadmesProgramsPrintWhatTheReadmeSays(String mainClass) throws Exception {
        List<String> expected =
                Documents.blocks("README.md", "output").get(mainClass).lines().toList();
        Program program = readme().classPath(Program.libraries()).compile();
        assertThat(program.run(mainClass, Program.runtimeModules())).containsExactlyInAnyOrderElementsOf(expected);
    }

    static List<String> pages() {
        return List.of("docs/listening.md", "docs/failures.md", "docs/migrating.md");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theProgramsOfAPagePrintWhatThePageSays(String page) throws Exception {
        Program program = new Program(folder.resolve("classes")).classPath(Program.libraries());
        Documents.blocks(page, "file").forEach(program::source);
        program.compile();
        Map<String, String> outputs = Documents.blocks(page, "output");
        for (Map.Entry<String, String> output : outputs.entrySet()) {
            assertThat(program.run(output.getKey(), Program.runtimeModules()))
                    .as(output.getKey())
                    .containsExactlyInAnyOrderElementsOf(
                            output.getValue().lines().toList());
        }
        assertThat(Documents.fences(page, "java")).isEqualTo(outputs.size()).isPositive();
    }

    @Test
    void theReadmesProgramRunsInANamedModule() throws Exception {
        Program program = readme().source("module-info.java", """
                        module com.acme.shop {
                            requires dev.eventbus;

                            provides dev.eventbus.spi.generated.SubscriberIndex with
                                    com.acme.shop.EventBusIndex;
                        }
                        """)
                .modulePath(Program.runtimeModules())
                .compile();
        assertThat(program.runModule("com.acme.shop/com.acme.shop.Shop", Program.runtimeModules()))
                .contains("mailer: order 42 received", "shop: accepted by 2, dropped by 0");
    }

    @Test
    void everyJavaBlockOfTheReadmeIsTested() throws IOException {
        long tested = Documents.blocks("README.md", "file").keySet().stream()
                .filter(path -> path.endsWith(".java"))
                .count();
        assertThat(Documents.fences("README.md", "java")).isEqualTo(tested).isGreaterThan(1);
    }

    /** They need libraries that are not here; testing/outside/run builds and runs all marked files of that page. */
    @Test
    void everyJavaBlockOfTheBuildToolsIsAFileThatIsBuiltOutside() throws IOException {
        long files = Documents.blocks("docs/build-tools.md", "file").keySet().stream()
                .filter(path -> path.endsWith(".java"))
                .count();
        assertThat(Documents.fences("docs/build-tools.md", "java"))
                .isEqualTo(files)
                .isPositive();
    }

    @Test
    void theGeneratedCodeInTheDocsIsWhatIsGenerated() throws IOException {
        Path generated = Files.createDirectories(folder.resolve("generated"));
        readme().classPath(Program.libraries())
                .options("-s", generated.toString())
                .compile();
        Map<String, String> shown = Documents.blocks("docs/generated-code.md", "generated");
        assertThat(shown).isNotEmpty();
        for (Map.Entry<String, String> block : shown.entrySet()) {
            assertThat(Files.readString(generated.resolve(block.getKey())).strip())
                    .as(block.getKey())
                    .isEqualTo(block.getValue().strip());
        }
        assertThat(Documents.fences("docs/generated-code.md", "java")).isEqualTo(shown.size());
    }
}
