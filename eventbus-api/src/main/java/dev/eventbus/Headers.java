package dev.eventbus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names and values that travel with an event, for what concerns the event but is not part of it: a trace id, a tenant.
 *
 * <p>Immutable and small: at most {@value #MAX_COUNT} headers and {@value #MAX_CHARS} characters in all. Names are
 * case-sensitive and keep the order in which they were first set.
 */
public final class Headers {

    /** The maximum number of headers. */
    public static final int MAX_COUNT = 64;

    /** The maximum number of characters of all names and values together. */
    public static final int MAX_CHARS = 16_384;

    private static final Headers EMPTY = new Headers(Map.of());

    private final Map<String, String> values;

    private Headers(Map<String, String> values) {
        this.values = values;
    }

    /** {@return the empty headers} */
    public static Headers empty() {
        return EMPTY;
    }

    /**
     * Creates headers with one entry.
     *
     * @param name the name, not empty
     * @param value the value
     * @return headers with this entry
     * @throws IllegalArgumentException if the name is empty or the limits are exceeded
     */
    public static Headers of(String name, String value) {
        return EMPTY.with(name, value);
    }

    /**
     * Creates headers with the entries of a map, in its order.
     *
     * @param values names and values
     * @return headers with these entries
     * @throws IllegalArgumentException if a name is empty or the limits are exceeded
     * @throws NullPointerException if a name or value is null
     */
    public static Headers of(Map<String, String> values) {
        return values.isEmpty() ? EMPTY : checked(new LinkedHashMap<>(values));
    }

    /**
     * Adds or replaces an entry.
     *
     * @param name the name, not empty
     * @param value the value
     * @return the new headers; these are unchanged
     * @throws IllegalArgumentException if the name is empty or the limits are exceeded
     */
    public Headers with(String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(values);
        copy.put(name, value);
        return checked(copy);
    }

    private static Headers checked(Map<String, String> values) {
        int chars = 0;
        for (Map.Entry<String, String> header : values.entrySet()) {
            String name = Objects.requireNonNull(header.getKey(), "header name");
            String value = Objects.requireNonNull(header.getValue(), () -> "value of header " + name);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("A header's name must not be empty.");
            }
            chars += name.length() + value.length();
        }
        if (values.size() > MAX_COUNT || chars > MAX_CHARS) {
            throw new IllegalArgumentException("Headers are limited to " + MAX_COUNT + " and " + MAX_CHARS
                    + " characters in all, but these are " + values.size() + " with " + chars
                    + " characters. To fix it, carry large values in the event.");
        }
        return new Headers(Collections.unmodifiableMap(values));
    }

    /**
     * Returns the value of a header.
     *
     * @param name the name
     * @return the value; null if there is no such header
     */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /** {@return the names of all headers, in order, unmodifiable} */
    public Set<String> names() {
        return values.keySet();
    }

    /** {@return all headers, in order, unmodifiable} */
    public Map<String, String> asMap() {
        return values;
    }

    /** {@return the number of headers, from 0 to {@value #MAX_COUNT}} */
    public int size() {
        return values.size();
    }

    /** {@return whether there are no headers} */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Shows the names only: values may be confidential. */
    @Override
    public String toString() {
        return "Headers" + values.keySet();
    }
}
