package dev.eventbus.benchmarks.builds;

import dev.eventbus.benchmarks.ClassPath;
import dev.eventbus.benchmarks.FreshJvm;
import dev.eventbus.benchmarks.ResultFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares this build with the build of another checkout. The two take turns, each time in a fresh JVM; every second
 * pair starts with the other one. A ratio is made within a pair and is one of speeds: above 1, this build is faster.
 * Prints the median of the ratios with its bootstrapped 95 % interval, and every value.
 *
 * <p>The other checkout must be compiled ({@code mvn -Pfull -pl benchmarks -am compile}) and have the same libraries.
 *
 * <p>System properties: {@code base}, the root of the other checkout; {@code pairs} (15); {@code works}, a
 * comma-separated choice of the titles that {@link Measured} lists (all); {@code results}, see {@link ResultFile}.
 *
 * <p>Failure: a JVM that fails leaves its pair empty and is reported at the end.
 */
public final class CompareBuilds {

    private static final String THIS = "this build";
    private static final String BASE = "base";

    private final String ownClassPath = ClassPath.current();
    private final String baseClassPath;
    private final int pairs = Integer.getInteger("pairs", 15);
    private final ResultFile file = new ResultFile();
    private final List<String> failures = new ArrayList<>();

    private CompareBuilds(Path base) {
        this.baseClassPath = moved(ownClassPath, root(ownClassPath), base);
    }

    /**
     * Measures and prints.
     *
     * @param arguments none
     * @throws IOException if a process cannot be started, or the file of results not be written
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String base = System.getProperty("base");
        if (base == null || !Files.isDirectory(Path.of(base, "benchmarks", "target", "classes"))) {
            throw new IllegalArgumentException(
                    "Set -Dbase to the root of the other checkout, compiled by mvn -Pfull -pl benchmarks -am compile");
        }
        CompareBuilds comparison =
                new CompareBuilds(Path.of(base).toAbsolutePath().normalize());
        for (Measured measured : Measured.chosen(System.getProperty("works", ""))) {
            comparison.compare(measured);
        }
        comparison.file.write();
        if (!comparison.failures.isEmpty()) {
            throw new IllegalStateException(String.join("\n", comparison.failures));
        }
    }

    private void compare(Measured measured) throws IOException, InterruptedException {
        Map<String, List<Pair>> byMeasure = new LinkedHashMap<>();
        for (int pair = 1; pair <= pairs; pair++) {
            boolean baseFirst = pair % 2 == 0;
            Map<String, Double> first = run(measured, baseFirst ? BASE : THIS, pair);
            Map<String, Double> second = run(measured, baseFirst ? THIS : BASE, pair);
            Map<String, Double> own = baseFirst ? second : first;
            Map<String, Double> base = baseFirst ? first : second;
            own.forEach((measure, value) -> {
                Double other = base.get(measure);
                if (other != null) {
                    byMeasure
                            .computeIfAbsent(measure, name -> new ArrayList<>())
                            .add(new Pair(value, other));
                }
            });
        }
        byMeasure.forEach((measure, values) -> print(measured, measure, values));
    }

    private Map<String, Double> run(Measured measured, String build, int pair)
            throws IOException, InterruptedException {
        String classPath = build.equals(BASE) ? baseClassPath : ownClassPath;
        FreshJvm jvm = new FreshJvm(classPath, measured.options(), Duration.ofMinutes(2));
        FreshJvm.Outcome outcome = measured.run(jvm);
        if (outcome.failure() != null) {
            failures.add(measured.title() + ", " + build + ", pair " + pair + ": " + outcome.failure());
            return Map.of();
        }
        outcome.values().forEach((measure, value) -> file.add(measured.title(), build, pair, value, measure));
        return outcome.values();
    }

    private static void print(Measured measured, String measure, List<Pair> values) {
        double[] ratios = values.stream()
                .mapToDouble(pair -> measured.lessIsFaster() ? pair.base / pair.own : pair.own / pair.base)
                .toArray();
        Bootstrap.Interval interval = Bootstrap.ofMedian(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-24s %-28s speed of %s to %s: median %.3f, 95 %% interval %.3f to %.3f, %d pairs%n",
                measured.title(),
                measure,
                THIS,
                BASE,
                Bootstrap.median(ratios),
                interval.low(),
                interval.high(),
                ratios.length);
        System.out.println(
                "    " + THIS + ": " + text(values.stream().map(Pair::own).toList()));
        System.out.println(
                "    " + BASE + ": " + text(values.stream().map(Pair::base).toList()));
    }

    private static String text(List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, "%.2f", value))
                .collect(Collectors.joining(" "));
    }

    /** The root of the checkout that this program comes from: where the folder {@code benchmarks/target/classes} is. */
    private static Path root(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> entry.endsWith(Path.of("benchmarks", "target", "classes")))
                .map(entry -> entry.resolve("../../..").normalize())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The benchmarks must be run from a compiled checkout."));
    }

    /** The same class path in another checkout. */
    private static String moved(String classPath, Path from, Path to) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .map(entry -> entry.startsWith(from) ? to.resolve(from.relativize(entry)) : entry)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What one pair of JVMs measured. */
    private record Pair(double own, double base) {}
}
