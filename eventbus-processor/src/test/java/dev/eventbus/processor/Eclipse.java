package dev.eventbus.processor;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** Compiles with Eclipse's compiler, which finds the processor on the class path. */
final class Eclipse {

    /** A message with a location, in the format of -Xemacs, or without one. */
    private static final Pattern PROBLEM = Pattern.compile(
            "^(?:(.*):(\\d+): |\\d+\\. )(?:error|warning|info|ERROR|WARNING|INFO): (.*)$", Pattern.MULTILINE);

    private final Path output;
    private final List<String> options = new ArrayList<>();

    /** A compiler that writes into a directory: class files into {@code classes}, sources into {@code generated}. */
    Eclipse(Path output) {
        this.output = output;
    }

    Eclipse options(List<String> more) {
        options.addAll(more);
        return this;
    }

    Result compile(List<Path> sources) {
        Path generated = output.resolve("generated");
        List<String> all = new ArrayList<>(List.of("--release", "17", "-warn:+all", "-Xemacs", "-proceedOnError"));
        all.addAll(List.of("-d", output.resolve("classes").toString(), "-s", generated.toString()));
        all.addAll(List.of("-cp", System.getProperty("java.class.path")));
        all.addAll(options);
        sources.forEach(source -> all.add(source.toString()));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        boolean success = BatchCompiler.compile(all.toArray(new String[0]), writer, writer, null);
        List<Problem> problems =
                PROBLEM.matcher(said.toString()).results().map(Eclipse::problem).toList();
        return new Result(success, generated, problems, said.toString());
    }

    private static Problem problem(MatchResult match) {
        boolean placed = match.group(1) != null;
        return new Problem(
                placed ? Path.of(match.group(1)) : null, placed ? Integer.parseInt(match.group(2)) : 0, match.group(3));
    }

    /** A message; the file is null if it has no location. */
    record Problem(Path file, int line, String message) {}

    record Result(boolean success, Path generated, List<Problem> problems, String said) {}
}
