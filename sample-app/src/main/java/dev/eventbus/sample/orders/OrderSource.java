package dev.eventbus.sample.orders;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where orders come from.
 *
 * @param argument a file; {@code -} for standard input; empty for the orders that the sample ships with
 */
public record OrderSource(String argument) {

    /** The orders that the sample ships with. */
    public static final OrderSource SHIPPED = new OrderSource("");

    private static final String RESOURCE = "orders.ndjson";

    /** The name of the source, for people. */
    String description() {
        return switch (argument) {
            case "" -> RESOURCE + " (shipped with the sample)";
            case "-" -> "standard input";
            default -> argument;
        };
    }

    /** Opens the source; closing the result leaves standard input open. */
    InputStream open(InputStream standardInput) throws IOException {
        return switch (argument) {
            case "" -> openResource();
            case "-" -> new KeptOpen(standardInput);
            default -> openFile();
        };
    }

    private static InputStream openResource() throws IOException {
        InputStream in = OrderSource.class.getResourceAsStream(RESOURCE);
        if (in == null) {
            throw new FileNotFoundException("it is not in the jar");
        }
        return in;
    }

    private InputStream openFile() throws IOException {
        try {
            Path path = Path.of(argument);
            if (Files.isDirectory(path)) {
                throw new IOException("it is a directory");
            }
            return Files.newInputStream(path);
        } catch (NoSuchFileException missing) {
            throw new IOException("no such file", missing);
        } catch (AccessDeniedException denied) {
            throw new IOException("no permission to read it", denied);
        } catch (InvalidPathException invalid) {
            throw new IOException("not the name of a file", invalid);
        }
    }

    private static final class KeptOpen extends FilterInputStream {

        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }
}
