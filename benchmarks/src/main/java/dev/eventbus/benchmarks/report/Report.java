package dev.eventbus.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints a file of results as a table and draws the main ones. {@code -Dresults=<file>} says which; {@code
 * -Dpicture=<file>} where the picture goes, if one is wanted.
 */
public final class Report {

    private Report() {}

    /** The works of the picture, and what they are called there. */
    private static Map<String, String> main() {
        Map<String, String> works = new LinkedHashMap<>();
        works.put("channel 1-1-1024 throughput", "1 publisher, 1 channel");
        works.put("channel 1-4-1024 throughput", "1 publisher, 4 channels");
        works.put("channel 1-16-1024 throughput", "1 publisher, 16 channels");
        works.put("channel 2-1-1024 throughput", "2 publishers, 1 channel");
        works.put("DirectDispatch, handlers 1", "Direct dispatch, 1 handler");
        works.put("DirectDispatch, handlers 8", "Direct dispatch, 8 handlers");
        return works;
    }

    /** Prints and draws. */
    public static void main(String[] arguments) throws IOException {
        Results results = Results.read(Path.of(System.getProperty("results")));
        System.out.println(ResultTable.of(results));
        String picture = System.getProperty("picture");
        if (picture != null) {
            Files.writeString(Path.of(picture), ResultPicture.of(results, main()));
        }
    }
}
