package dev.eventbus.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A file of comma-separated values to which every single figure is appended, with a head line if it is new.
 *
 * @param path where it is
 */
record ResultFile(Path path) {

    private static final String HEAD = "date,jdk,work,contender,round,value,unit\n";

    void append(String work, String contender, int round, Result result) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "%s,%s,%s %s,%s,%d,%.4f,%s\n",
                LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS),
                System.getProperty("java.version"),
                work,
                result.measure(),
                contender,
                round,
                result.value(),
                result.unit());
        Files.writeString(
                path, Files.exists(path) ? line : HEAD + line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
