package dev.eventbus.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reduces failing samples. */
final class Shrink {

    private Shrink() {}

    /** Removes as much as possible, large pieces first, while the check still fails. */
    static <T> List<T> list(List<T> items, Predicate<List<T>> fails) {
        List<T> left = new ArrayList<>(items);
        for (int size = Math.max(1, left.size() / 2); ; size /= 2) {
            for (int from = 0; from < left.size(); ) {
                List<T> fewer = new ArrayList<>(left);
                fewer.subList(from, Math.min(from + size, left.size())).clear();
                if (fails.test(fewer)) {
                    left = fewer;
                } else {
                    from += size;
                }
            }
            if (size <= 1) {
                return left;
            }
        }
    }

    /** Removes handlers. */
    static List<Sample> handlers(List<Sample> samples, Predicate<List<Sample>> fails) {
        List<Integer> ids = samples.stream()
                .flatMap(Sample::subscribers)
                .flatMap(type -> type.handlers.stream())
                .map(handler -> handler.id)
                .toList();
        return only(samples, list(ids, some -> fails.test(only(samples, some))));
    }

    private static List<Sample> only(List<Sample> samples, List<Integer> ids) {
        List<Sample> copies = samples.stream().map(Sample::copy).toList();
        copies.stream().flatMap(sample -> sample.classes().stream()).forEach(type -> type.retain(ids));
        return copies;
    }

    /** Removes files, then lines. */
    static Map<String, String> texts(Map<String, String> texts, Predicate<Map<String, String>> fails) {
        Map<String, String> left = new TreeMap<>(texts);
        left.keySet().retainAll(list(List.copyOf(texts.keySet()), some -> {
            Map<String, String> fewer = new TreeMap<>(texts);
            fewer.keySet().retainAll(some);
            return fails.test(fewer);
        }));
        for (String path : List.copyOf(left.keySet())) {
            List<String> lines = left.get(path).lines().toList();
            left.put(path, String.join("\n", list(lines, some -> {
                Map<String, String> fewer = new TreeMap<>(left);
                fewer.put(path, String.join("\n", some));
                return fails.test(fewer);
            })));
        }
        return left;
    }
}
