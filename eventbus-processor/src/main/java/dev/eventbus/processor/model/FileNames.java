package dev.eventbus.processor.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Shortens the names of generated classes to what file systems support. */
public final class FileNames {

    /** The most bytes of a class's simple name: most file systems allow 255, including the extension. */
    public static final int MAX_BYTES = 240;

    private static final int HASH_BYTES = 6;

    private FileNames() {}

    /**
     * Shortens a name if it is too long. The result depends only on the name, and different names have different
     * results.
     *
     * @param name the name
     * @param suffix the suffix, which is not shortened
     * @param longest the most bytes of the result
     * @return name and suffix; or the beginning of the name, a hash of the whole name, and the suffix
     */
    public static String shorten(String name, String suffix, int longest) {
        if (bytes(name + suffix) <= longest) {
            return name + suffix;
        }
        String end = "_" + hash(name) + suffix;
        int length = name.length();
        while (length > 0
                && (bytes(name.substring(0, length)) + bytes(end) > longest
                        || Character.isHighSurrogate(name.charAt(length - 1)))) {
            length--;
        }
        return name.substring(0, length) + end;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
