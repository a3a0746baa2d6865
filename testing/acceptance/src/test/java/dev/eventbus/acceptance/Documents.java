package dev.eventbus.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the marked blocks of a document: a comment {@code <!-- kind: name -->} and the fenced block after it. */
final class Documents {

    private static final Pattern BLOCK =
            Pattern.compile("<!-- (\\w+): (\\S+) -->\n```\\w*\n(.*?)\n```", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

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

    /** The links of a page to files or headings of the repository that do not exist. */
    static List<String> brokenLinks(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher links = LINK.matcher(String.join("\n", text(page)));
        while (links.find()) {
            String link = links.group(1);
            if (!link.contains("://") && !exists(page, link)) {
                broken.add(link);
            }
        }
        return broken;
    }

    private static boolean exists(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** The anchors that GitHub makes of a page's headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return text(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** The lines outside of fenced blocks. */
    private static List<String> text(Path page) throws IOException {
        List<String> text = new ArrayList<>();
        boolean isCode = false;
        for (String line : Files.readAllLines(page)) {
            if (line.strip().startsWith("```")) {
                isCode = !isCode;
            } else if (!isCode) {
                text.add(line);
            }
        }
        return text;
    }
}
