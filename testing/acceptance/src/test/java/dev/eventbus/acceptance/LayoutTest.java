package dev.eventbus.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines are short enough to be read beside others: 120 columns in Java, 100 in the prose of Markdown. */
class LayoutTest {

    private static final int JAVA_COLUMNS = 120;
    private static final int PROSE_COLUMNS = 100;

    @Test
    void noLineOfJavaIsTooLong() throws IOException {
        List<String> found = new ArrayList<>();
        for (String file : files(".java")) {
            List<String> lines = Files.readAllLines(Documents.root().resolve(file));
            for (int i = 0; i < lines.size(); i++) {
                if (!isRow(lines.get(i)) && columns(lines.get(i)) > JAVA_COLUMNS) {
                    found.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(found).as("lines over %d columns", JAVA_COLUMNS).isEmpty();
    }

    @Test
    void noLineOfProseIsTooLong() throws IOException {
        List<String> found = new ArrayList<>();
        for (String file : files(".md")) {
            List<String> lines = Files.readAllLines(Documents.root().resolve(file));
            boolean fenced = false;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.strip().startsWith("```")) {
                    fenced = !fenced;
                } else if (!fenced && isProse(line) && columns(line) > PROSE_COLUMNS) {
                    found.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(found).as("lines over %d columns", PROSE_COLUMNS).isEmpty();
    }

    /** A row of a table that is a test's source of arguments. */
    private static boolean isRow(String line) {
        return line.contains("\"") && line.contains(" | ");
    }

    /** Not a row of a table, a heading, or a line with a link, none of which can be broken everywhere. */
    private static boolean isProse(String line) {
        return !line.strip().startsWith("|")
                && !line.startsWith("#")
                && !line.contains("](")
                && !line.contains("https://");
    }

    private static int columns(String line) {
        return line.codePointCount(0, line.length());
    }

    /** The sources with this ending, without what is generated and without goldens. */
    private static List<String> files(String ending) throws IOException {
        Path root = Documents.root();
        try (Stream<Path> all = Files.walk(root)) {
            List<String> found = all.map(
                            path -> root.relativize(path).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(ending))
                    .filter(path -> !("/" + path).contains("/target/"))
                    .filter(path -> !path.contains("src/test/resources/"))
                    .toList();
            assertThat(found).as("files that end with %s", ending).isNotEmpty();
            return found;
        }
    }
}
