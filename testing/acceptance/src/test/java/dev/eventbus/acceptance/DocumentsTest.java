package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The code in the README and the docs is compiled and run, and does what they say. */
class DocumentsTest {

    private static final String GUIDE = "docs/guide.md";

    @TempDir
    Path folder;

    /** All sources of a document that is a Maven project. */
    private Program project(String document) throws IOException {
        Program program = new Program(folder.resolve("classes"));
        Documents.sources(document).forEach(program::source);
        return program;
    }

    /** The first and the last program of the guide, whose generated code a page shows. */
    private Program shopAndTour() throws IOException {
        Program program = new Program(folder.resolve("classes"));
        Map<String, String> sources = Documents.sources(GUIDE);
        for (String path : List.of("com/acme/shop/Shop.java", "com/acme/shop/Tour.java")) {
            program.source(path, sources.get(path));
        }
        return program;
    }

    static List<Arguments> programs() throws IOException {
        List<Arguments> programs = new ArrayList<>();
        for (String document : List.of("README.md", GUIDE)) {
            for (String mainClass : Documents.blocks(document, "output").keySet()) {
                programs.add(Arguments.of(document, mainClass));
            }
        }
        return programs;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theProgramsOfReadmeAndGuidePrintWhatIsSaidThere(String document, String mainClass) throws Exception {
        List<String> expected =
                Documents.blocks(document, "output").get(mainClass).lines().toList();
        Program program = project(document).classPath(Program.libraries()).compile();
        assertThat(program.run(mainClass, Program.runtimeModules())).containsExactlyInAnyOrderElementsOf(expected);
    }

    static List<String> pages() {
        return List.of("docs/consuming-events.md", "docs/error-handling.md", "docs/migrating.md");
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
    void theGuidesFirstProgramRunsInANamedModule() throws Exception {
        Program program = shopAndTour()
                .source("module-info.java", """
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

    @ParameterizedTest
    @ValueSource(strings = {"README.md", GUIDE})
    void everyJavaBlockOfReadmeAndGuideIsTested(String document) throws IOException {
        assertThat(Documents.fences(document, "java"))
                .isEqualTo(Documents.sources(document).size())
                .isEqualTo(Documents.blocks(document, "output").size())
                .isPositive();
    }

    static List<Path> allPages() throws IOException {
        Path root = Documents.root();
        List<Path> pages = new ArrayList<>(
                Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "benchmarks/README.md")
                        .map(root::resolve)
                        .toList());
        try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("allPages")
    void linksLeadToFilesAndHeadingsThatExist(Path page) throws IOException {
        assertThat(Documents.brokenLinks(page)).isEmpty();
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
        shopAndTour()
                .classPath(Program.libraries())
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
