package dev.eventbus.processor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.processor.EventBusProcessor;
import dev.eventbus.processor.fuzz.InMemory.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The processor against classes that nobody would write. {@code -Dfuzz.rounds=<n>} tries more of them, {@code
 * -Dseed=<n>} those that failed.
 */
@Timeout(value = 2, unit = TimeUnit.HOURS)
class FuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1);
    private static final int SAMPLES = 25;
    private static final Pattern CODE = Pattern.compile("\\[(EB\\d{3})]");
    private static final String SHARED_PATH = "com/acme/events/Events.java";
    private static final String SERVICE = "META-INF/services/dev.eventbus.spi.generated.SubscriberIndex";

    static LongStream seeds() {
        Long seed = Long.getLong("seed");
        return seed != null ? LongStream.of(seed) : LongStream.of(1, 2, 3, System.nanoTime());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void validSamplesAreAcceptedAndDispatched(long seed) {
        SampleGenerator generator = new SampleGenerator(new Random(seed));
        for (int round = 0; round < ROUNDS; round++) {
            List<Sample> samples = generator.samples(SAMPLES);
            String kind = failure(() -> checkValid(samples));
            if (kind != null) {
                List<Sample> fewer = Shrink.list(samples, some -> kind.equals(failure(() -> checkValid(some))));
                List<Sample> least = Shrink.handlers(fewer, some -> kind.equals(failure(() -> checkValid(some))));
                report(seed, sources(least), () -> checkValid(least));
            }
        }
    }

    private static void checkValid(List<Sample> samples) throws Throwable {
        Outcome outcome = compile(sources(samples), new EventBusProcessor(), List.of());
        assertThat(outcome.log()).isEmpty();
        assertThat(outcome.messages()).isEmpty();
        assertThat(outcome.success()).isTrue();
        if (outcome.wrote(SERVICE)) {
            new DispatchCheck(outcome.load(), index(outcome), samples).check();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mistakesAreReportedAtTheirLocation(long seed) {
        SampleGenerator generator = new SampleGenerator(new Random(seed));
        for (int round = 0; round < ROUNDS; round++) {
            List<Mutant> mutants = Mutation.ALL.stream()
                    .map(mutation -> Stream.generate(
                                    () -> Mutant.of(generator.samples(1).get(0), mutation, generator.random()))
                            .filter(Objects::nonNull)
                            .findFirst()
                            .orElseThrow())
                    .toList();
            String kind = failure(() -> checkMutants(mutants));
            if (kind != null) {
                List<Mutant> fewer = Shrink.list(mutants, some -> kind.equals(failure(() -> checkMutants(some))));
                List<Sample> least = Shrink.handlers(
                        samples(fewer), some -> kind.equals(failure(() -> checkMutants(with(fewer, some)))));
                report(seed, sources(least), () -> checkMutants(with(fewer, least)));
            }
        }
    }

    private static void checkMutants(List<Mutant> mutants) throws Throwable {
        Map<String, String> sources = sources(samples(mutants));
        Outcome outcome = compile(sources, new EventBusProcessor(), List.of());
        assertThat(outcome.log()).isEmpty();
        Set<Diagnostic<? extends JavaFileObject>> expected = new HashSet<>();
        for (Mutant mutant : mutants) {
            Map<String, String> own = mutant.sample().sources();
            assertThat(own.values()).anyMatch(text -> text.contains(Sample.mark(mutant.mark())));
            List<Diagnostic<? extends JavaFileObject>> reported = outcome.diagnostics().stream()
                    .filter(diagnostic -> diagnostic.getSource() != null && own.containsKey(path(diagnostic)))
                    .toList();
            assertThat(reported.stream().map(FuzzTest::code).collect(Collectors.toSet()))
                    .as("what is said about %s", mutant.mutation())
                    .containsExactly(mutant.mutation().code());
            for (Diagnostic<? extends JavaFileObject> diagnostic : reported) {
                checkPlace(diagnostic, mutant, Objects.requireNonNull(own.get(path(diagnostic))));
            }
            expected.addAll(reported);
            mutant.sample()
                    .subscribers()
                    .forEach(type -> assertThat(outcome.wrote(type.tableFile()))
                            .as("there is a table of %s beside %s", type.binary, mutant.mutation())
                            .isEqualTo(!type.binary.equals(mutant.rejected())));
        }
        assertThat(outcome.diagnostics()).allMatch(expected::contains);
    }

    private static void checkPlace(Diagnostic<?> diagnostic, Mutant mutant, String text) {
        assertThat(diagnostic.getKind()).isEqualTo(Diagnostic.Kind.ERROR);
        int position = (int) diagnostic.getPosition();
        assertThat(position)
                .as("the place of %s", diagnostic)
                .isBetween(text.indexOf(Sample.mark(mutant.mark())), text.indexOf(Sample.endMark(mutant.mark())));
        String before = text.substring(0, position);
        assertThat(diagnostic.getLineNumber())
                .isEqualTo(before.chars().filter(character -> character == '\n').count() + 1);
        assertThat(diagnostic.getColumnNumber()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedSourcesDoNoHarm(long seed) {
        SampleGenerator generator = new SampleGenerator(new Random(seed));
        Random random = generator.random();
        Damage damage = new Damage(random);
        for (int round = 0; round < 6 * ROUNDS; round++) {
            // With Error Prone, javac calls processors even after syntax errors.
            boolean readable = round % 2 == 0;
            List<String> options = readable ? List.of() : List.of("-XDshould-stop.ifError=FLOW");
            Map<String, String> sources = new TreeMap<>();
            generator.samples(1 + random.nextInt(8)).forEach(sample -> sources.putAll(sample.sources()));
            sources.replaceAll(
                    (path, text) -> random.nextBoolean() ? text : readable ? damage.confuse(text) : damage.spoil(text));
            String kind = failure(() -> checkDamaged(sources, options));
            if (kind != null) {
                Map<String, String> least =
                        Shrink.texts(sources, some -> kind.equals(failure(() -> checkDamaged(some, options))));
                report(seed, least, () -> checkDamaged(least, options));
            }
        }
    }

    private static void checkDamaged(Map<String, String> damaged, List<String> options) throws Throwable {
        Map<String, String> sources = new TreeMap<>(damaged);
        sources.put(SHARED_PATH, SampleEvent.SHARED_SOURCE);
        Outcome outcome = compile(sources, new EventBusProcessor(), options);
        assertThat(outcome.messages()).noneMatch(message -> message.contains("[EB000]"));
        if (crashed(outcome)) {
            assertThat(crashed(compile(sources, new Nothing(), options)))
                    .as("javac crashes without the processor, too: %s", outcome.log())
                    .isTrue();
        }
        List<Diagnostic<? extends JavaFileObject>> errors = outcome.diagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR && diagnostic.getSource() != null)
                .toList();
        assertThat(errors.isEmpty() || errors.stream().anyMatch(error -> sources.containsKey(path(error))))
                .as("errors in generated classes alone: %s", errors)
                .isTrue();
        if (outcome.success() && outcome.wrote(SERVICE)) {
            new DispatchCheck(outcome.load(), index(outcome), List.of()).load();
        }
    }

    private static boolean crashed(Outcome outcome) {
        return !outcome.log().isEmpty()
                || (!outcome.success()
                        && outcome.diagnostics().stream()
                                .noneMatch(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR));
    }

    private static Outcome compile(Map<String, String> sources, Processor processor, List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add("-Aeventbus.warnings=off");
        return InMemory.compile(sources, processor, all);
    }

    private static Map<String, String> sources(List<Sample> samples) {
        Map<String, String> sources = new TreeMap<>(Map.of(SHARED_PATH, SampleEvent.SHARED_SOURCE));
        samples.forEach(sample -> sources.putAll(sample.sources()));
        return sources;
    }

    private static List<Sample> samples(List<Mutant> mutants) {
        return mutants.stream().map(Mutant::sample).toList();
    }

    private static List<Mutant> with(List<Mutant> mutants, List<Sample> samples) {
        return IntStream.range(0, mutants.size())
                .mapToObj(number -> mutants.get(number).with(samples.get(number)))
                .toList();
    }

    private static String index(Outcome outcome) throws java.io.IOException {
        return Objects.requireNonNull(outcome.written().get(SERVICE))
                .getCharContent(false)
                .strip();
    }

    private static String code(Diagnostic<?> diagnostic) {
        Matcher matcher = CODE.matcher(diagnostic.getMessage(null));
        return matcher.find() ? matcher.group(1) : diagnostic.toString();
    }

    private static String path(Diagnostic<? extends JavaFileObject> diagnostic) {
        return diagnostic.getSource().toUri().getPath().substring(1);
    }

    /** How a check fails, as text that is the same for a smaller example; null if it does not fail. */
    private static @Nullable String failure(Check check) {
        try {
            check.run();
            return null;
        } catch (Throwable failure) {
            Calls.take();
            return at(failure) + " " + failure.getClass();
        }
    }

    /** The line of this test or its check that failed. */
    private static String at(Throwable failure) {
        return Stream.of(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(FuzzTest.class.getPackageName()))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("");
    }

    private static void report(long seed, Map<String, String> sources, Check check) {
        StringBuilder text = new StringBuilder("-Dseed=" + seed);
        sources.forEach((path, source) -> {
            if (!path.equals(SHARED_PATH)) {
                text.append("\n---- ").append(path).append('\n').append(source);
            }
        });
        try {
            check.run();
        } catch (Throwable failure) {
            throw new AssertionError(text.toString(), failure);
        }
        throw new AssertionError(text.append("\nfails now and then").toString());
    }

    /** Throws if the check fails. */
    private interface Check {
        void run() throws Throwable;
    }

    /** A processor for comparison with ours. */
    @SupportedAnnotationTypes("*")
    private static final class Nothing extends AbstractProcessor {

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            return false;
        }
    }
}
