package dev.eventbus.sample.orders.input;

import dev.eventbus.sample.orders.domain.Order;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads orders, one JSON object per line; reports and skips lines that are not orders. */
public final class OrderReader {

    private static final int MAX_LINE_BYTES = 1 << 20;

    private final LineReader lines;
    private final OrderParser parser = new OrderParser();
    private final BadLineListener badLines;
    private long lineNumber;
    private long skipped;

    public OrderReader(InputStream in, BadLineListener badLines) {
        this.lines = new LineReader(in, MAX_LINE_BYTES);
        this.badLines = badLines;
    }

    /** The next order; null after the last. */
    public @Nullable Order next() throws IOException {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            lineNumber++;
            try {
                return parser.parse(decode(line));
            } catch (InvalidOrderException invalid) {
                skipped++;
                badLines.badLine(lineNumber, String.valueOf(invalid.getMessage()));
            }
        }
        return null;
    }

    /** How many lines were skipped so far. */
    public long skipped() {
        return skipped;
    }

    private String decode(byte[] line) throws InvalidOrderException {
        if (line.length > MAX_LINE_BYTES) {
            throw new InvalidOrderException("the line is longer than " + MAX_LINE_BYTES + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            boolean marked = lineNumber == 1 && text.startsWith("\uFEFF"); // as some editors begin a file
            return marked ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw new InvalidOrderException("the line is not valid UTF-8");
        }
    }
}
