package dev.eventbus.processor.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of generated classes that file systems can hold. */
public final class FileNames {

    /** The most bytes of a class's simple name: most file systems allow 255 in all, and the extension takes some. */
    public static final int MAX_BYTES = 240;

    private static final int HASH_BYTES = 6;

    private FileNames() {}

    /**
     * A name, shortened if it is too long: the same name always in the same way, and no two names to the same one.
     *
     * @param name the name
     * @param suffix what follows, which is kept
     * @param longest the most bytes of both
     * @return name and suffix; or the beginning of the name, a hash of the whole, and the suffix
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
