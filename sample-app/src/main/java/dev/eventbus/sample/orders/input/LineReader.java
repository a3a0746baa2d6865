package dev.eventbus.sample.orders.input;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines and keeps none longer than a limit, so that no input can fill the memory. */
final class LineReader {

    private final InputStream in;
    private final int maxBytes;

    LineReader(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in);
        this.maxBytes = maxBytes;
    }

    /** The next line without its newline; one byte longer than the limit if it is too long; null after the last. */
    byte @Nullable [] next() throws IOException {
        int read = in.read();
        if (read < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (read >= 0 && read != '\n') {
            if (line.size() <= maxBytes) {
                line.write(read);
            }
            read = in.read();
        }
        return line.toByteArray();
    }
}
