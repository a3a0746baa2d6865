package dev.eventbus.runtime.index;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Counts the {@link dev.eventbus.Subscribe} methods that a class declares. Reflection does not see that annotation, but
 * it is in the class file, which is read here. Asked once of a class without a table, or whose table may be incomplete,
 * only to tell what would be missed.
 */
final class SubscribeMethods {

    private static final String ANNOTATION = "Ldev/eventbus/Subscribe;";
    private static final String ANNOTATIONS = "RuntimeInvisibleAnnotations";
    private static final Pattern OTHER_ANNOTATION = Pattern.compile("L(\\w+/)+(Subscribe|EventListener|Subscriber);");
    private static final int SYNTHETIC = 0x1000;

    /** What stands for a class without a class file, or with one that cannot be understood. */
    private static final Found UNREADABLE = new Found(false, 0, null);

    private final DataInputStream file;
    // The places of the two texts among the constants; -1 for one that is not there.
    private int annotation = -1;
    private int annotations = -1;
    private @Nullable String otherAnnotation;

    private SubscribeMethods(DataInputStream file) {
        this.file = file;
    }

    /**
     * What a class file says.
     *
     * @param readable false if there is none that can be understood
     * @param count how many methods are annotated
     * @param otherAnnotation an annotation of another library that handlers have there; null if none is mentioned
     */
    record Found(boolean readable, int count, @Nullable String otherAnnotation) {}

    static Found in(Class<?> type) {
        int packageEnd = type.getName().lastIndexOf('.');
        try (InputStream found = type.getResourceAsStream(type.getName().substring(packageEnd + 1) + ".class")) {
            if (found == null) {
                return UNREADABLE;
            }
            SubscribeMethods methods =
                    new SubscribeMethods(new DataInputStream(new ByteArrayInputStream(found.readAllBytes())));
            return new Found(true, methods.count(), methods.otherAnnotation);
        } catch (IOException | RuntimeException notUnderstood) {
            return UNREADABLE;
        }
    }

    private int count() throws IOException {
        file.skipNBytes(8); // magic number and version
        readConstants();
        if (annotation < 0 || annotations < 0) {
            return 0;
        }
        file.skipNBytes(6); // modifiers, class and superclass
        file.skipNBytes(2L * file.readUnsignedShort()); // interfaces
        readMembers(); // fields
        return readMembers();
    }

    private void readConstants() throws IOException {
        int count = file.readUnsignedShort();
        for (int place = 1; place < count; place++) {
            int tag = file.readUnsignedByte();
            switch (tag) {
                case 1 -> { // text
                    String text = file.readUTF();
                    annotation = text.equals(ANNOTATION) ? place : annotation;
                    annotations = text.equals(ANNOTATIONS) ? place : annotations;
                    if (!text.equals(ANNOTATION)
                            && OTHER_ANNOTATION.matcher(text).matches()) {
                        otherAnnotation = text.substring(1, text.length() - 1).replace('/', '.');
                    }
                }
                case 5, 6 -> { // long and double, which count twice
                    file.skipNBytes(8);
                    place++;
                }
                case 7, 8, 16, 19, 20 -> file.skipNBytes(2); // what names one other constant
                case 15 -> file.skipNBytes(3); // method handle
                case 3, 4, 9, 10, 11, 12, 17, 18 -> file.skipNBytes(4); // int, float, and what names two
                default -> throw new IllegalArgumentException("constant of kind " + tag);
            }
        }
    }

    /**
     * Reads fields or methods. The bridges that a compiler adds carry the annotations of the methods that they lead to,
     * which a superclass may declare.
     */
    private int readMembers() throws IOException {
        int found = 0;
        for (int member = file.readUnsignedShort(); member > 0; member--) {
            boolean written = (file.readUnsignedShort() & SYNTHETIC) == 0;
            file.skipNBytes(4); // name and type
            for (int attribute = file.readUnsignedShort(); attribute > 0; attribute--) {
                boolean relevant = file.readUnsignedShort() == annotations;
                int length = file.readInt();
                if (relevant) {
                    for (int each = file.readUnsignedShort(); each > 0; each--) {
                        found += readAnnotation() && written ? 1 : 0;
                    }
                } else {
                    file.skipNBytes(length);
                }
            }
        }
        return found;
    }

    private boolean readAnnotation() throws IOException {
        boolean found = file.readUnsignedShort() == annotation;
        for (int element = file.readUnsignedShort(); element > 0; element--) {
            file.skipNBytes(2); // name
            readValue();
        }
        return found;
    }

    private void readValue() throws IOException {
        switch (file.readUnsignedByte()) {
            case 'e' -> file.skipNBytes(4); // a constant of an enum
            case '@' -> readAnnotation();
            case '[' -> {
                for (int value = file.readUnsignedShort(); value > 0; value--) {
                    readValue();
                }
            }
            default -> file.skipNBytes(2);
        }
    }
}
