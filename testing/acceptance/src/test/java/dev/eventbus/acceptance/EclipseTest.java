package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that Eclipse's compiler compiled run as any other. */
class EclipseTest {

    private static final String GUIDE = "docs/guide.md";

    @TempDir
    Path folder;

    @Test
    void theGuidesProgramsPrintWhatTheGuideSays() throws Exception {
        Path classes = folder.resolve("classes");
        String said = compile(guide(), classes);
        assertThat(warnings(said).filter(line -> line.contains(folder.resolve("generated") + File.separator)))
                .as(said)
                .isEmpty();
        for (Map.Entry<String, String> output :
                Documents.blocks(GUIDE, "output").entrySet()) {
            assertThat(new Program(classes).run(output.getKey(), Program.runtimeModules()))
                    .containsExactlyInAnyOrderElementsOf(
                            output.getValue().lines().toList());
        }
    }

    @Test
    void aWrongHandlerIsAnErrorAtItsLine() throws IOException {
        Path sources = guide();
        Path shop = sources.resolve("com/acme/shop/Shop.java");
        List<String> lines = Files.readAllLines(shop);
        int handler = lines.indexOf("    void onOrder(OrderCreated order) {");
        lines.set(handler, "    private void onOrder(OrderCreated order) {");
        Files.write(shop, lines);
        String said = compile(sources, folder.resolve("classes"));
        assertThat(said)
                .contains(shop + ":" + (handler + 1) + ": error: [EB001] Handler onOrder is private")
                .containsOnlyOnce(": error: ");
    }

    /** The sources of the guide's programs. */
    private Path guide() throws IOException {
        Path sources = folder.resolve("sources");
        for (Map.Entry<String, String> block : Documents.sources(GUIDE).entrySet()) {
            Path source = sources.resolve(block.getKey());
            Files.createDirectories(source.getParent());
            Files.writeString(source, block.getValue());
        }
        return sources;
    }

    /** Compiles all there is, with all warnings on; gives what the compiler said, a line for each problem. */
    private String compile(Path sources, Path classes) {
        String classPath =
                Program.libraries().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<String> options = new ArrayList<>(List.of("--release", "17", "-warn:+all", "-Xemacs", "-proceedOnError"));
        options.addAll(List.of(
                "-d", classes.toString(), "-s", folder.resolve("generated").toString()));
        options.addAll(List.of("-cp", classPath, sources.toString()));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        BatchCompiler.compile(options.toArray(new String[0]), writer, writer, null);
        return said.toString();
    }

    private static Stream<String> warnings(String said) {
        return said.lines().filter(line -> line.contains(": warning: "));
    }
}
