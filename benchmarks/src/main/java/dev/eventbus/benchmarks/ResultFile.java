package dev.eventbus.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of comma-separated values to which every value measured is appended, one a line, so that medians and ranges
 * can be made of several runs. The system property {@code results} says where; without it, nothing is written.
 */
public final class ResultFile {

    private static final String HEADER = "date,jdk,work,contender,round,value,unit";

    private final List<String> lines = new ArrayList<>();

    /** An empty one. */
    public ResultFile() {}

    /**
     * Adds a value.
     *
     * @param work what was to be done
     * @param contender who did it
     * @param round the number of the measurement among its like, from 1 on
     * @param value the value
     * @param unit its unit
     */
    public void add(String work, String contender, int round, double value, String unit) {
        lines.add(Stream.of(
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        System.getProperty("java.version"),
                        work,
                        contender,
                        Integer.toString(round),
                        String.format(Locale.ROOT, "%.4f", value),
                        unit)
                .map(ResultFile::quoted)
                .collect(Collectors.joining(",")));
    }

    /**
     * Appends what was added to the file, if one is asked for.
     *
     * @throws IOException if it cannot be written
     */
    public void write() throws IOException {
        @Nullable String name = System.getProperty("results");
        if (name == null) {
            return;
        }
        Path file = Path.of(name).toAbsolutePath();
        if (!Files.exists(file)) {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            lines.add(0, HEADER);
        }
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        lines.clear();
    }

    private static String quoted(String value) {
        return value.contains(",") || value.contains("\"") ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
