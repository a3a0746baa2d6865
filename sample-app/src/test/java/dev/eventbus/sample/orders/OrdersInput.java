package dev.eventbus.sample.orders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Orders of two pens and an ink each, every one from a customer of its own, and a gate that opens when the last is
 * placed.
 */
final class OrdersInput extends FilterInputStream {

    /** The price of each order. */
    static final long CENTS = 2 * 249 + 1_199;

    private final CountDownLatch allPlaced = new CountDownLatch(1);

    OrdersInput(int orders) {
        super(new ByteArrayInputStream(lines(orders).getBytes(UTF_8)));
    }

    private static String lines(int orders) {
        return IntStream.rangeClosed(1, orders).mapToObj(OrdersInput::line).collect(Collectors.joining());
    }

    private static String line(int number) {
        return """
               {"orderId":"O-%d","customer":{"id":"C-%d","name":"Ada","email":"customer%d@example.com"},\
               "items":[{"sku":"PEN","quantity":2,"unitPriceCents":249},\
               {"sku":"INK","quantity":1,"unitPriceCents":1199}]}
               """.formatted(number, number, number);
    }

    /** Waits until the input has been read to its end, which the reader asks for only after placing the last order. */
    void awaitAllPlaced() throws InterruptedException {
        allPlaced.await();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
            allPlaced.countDown();
        }
        return read;
    }

    static InputStream of(String... lines) {
        return new ByteArrayInputStream(String.join("\n", lines).getBytes(UTF_8));
    }

    static String anyLine() {
        return line(1).strip();
    }
}
