package dev.eventbus.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the marked blocks of a document: a comment {@code <!-- kind: name -->} and the fenced block after it. */
final class Documents {

    private static final Pattern BLOCK =
            Pattern.compile("<!-- (\\w+): (\\S+) -->\n```\\w*\n(.*?)\n```", Pattern.DOTALL);

    private static final String SOURCE_FOLDER = "src/main/java/";

    private Documents() {}

    /** The root of the repository, seen from this module. */
    static Path root() {
        return Path.of("").toAbsolutePath().getParent().getParent();
    }

    static Map<String, String> blocks(String document, String kind) throws IOException {
        Map<String, String> found = new LinkedHashMap<>();
        Matcher matcher = BLOCK.matcher(Files.readString(root().resolve(document)));
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) {
                found.put(matcher.group(2), matcher.group(3));
            }
        }
        return found;
    }

    /** The Java files of a document that is a Maven project, by their paths below the source folder. */
    static Map<String, String> sources(String document) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        blocks(document, "file").forEach((path, text) -> {
            if (path.startsWith(SOURCE_FOLDER)) {
                sources.put(path.substring(SOURCE_FOLDER.length()), text);
            }
        });
        return sources;
    }

    /** How many blocks of a language there are, marked or not. */
    static long fences(String document, String language) throws IOException {
        return Files.readAllLines(root().resolve(document)).stream()
                .filter(line -> line.equals("```" + language))
                .count();
    }
}
