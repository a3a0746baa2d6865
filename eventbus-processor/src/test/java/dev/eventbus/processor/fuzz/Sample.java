package dev.eventbus.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Classes that are compiled together and do not depend on other samples.
 *
 * @param packageName their package, which is theirs alone
 * @param oneFile whether all stand in the file of the first
 * @param classes the classes that are not nested
 */
record Sample(String packageName, boolean oneFile, List<Declared> classes) {

    /** The comment before marked code. */
    static String mark(Object name) {
        return "/*[" + name + "*/";
    }

    /** The comment after it. */
    static String endMark(Object name) {
        return "/*" + name + "]*/";
    }

    Sample copy() {
        return new Sample(
                packageName,
                oneFile,
                new ArrayList<>(classes.stream().map(Declared::copy).toList()));
    }

    Stream<Declared> all() {
        return classes.stream().flatMap(Declared::all);
    }

    Stream<Declared> subscribers() {
        return all().filter(type -> !type.handlers.isEmpty());
    }

    /** The texts by their paths. */
    Map<String, String> sources() {
        Map<String, String> sources = new TreeMap<>();
        String start = packageName.isEmpty() ? "" : "package " + packageName + ";\n\n";
        String directory = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
        for (Declared type : classes) {
            String file = directory + (oneFile ? classes.get(0) : type).name + ".java";
            sources.merge(file, start + type.source(), (before, more) -> before + type.source());
        }
        return sources;
    }
}
