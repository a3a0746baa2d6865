package dev.eventbus.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Damages source text, as typing errors, bad merges and lost files do. */
final class Damage {

    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*|\\d+L?|\"[^\"\n]*\"|\\s+|.", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile(
            "(?!(class|record|enum|package|static|void|new|return|throws|extends|public|protected|final)$)"
                    + "[\\p{L}_$].*");
    private static final Pattern VALUE = Pattern.compile("[\"\\d].*");

    private final Random random;

    Damage(Random random) {
        this.random = random;
    }

    /** Usually makes the syntax invalid. */
    String spoil(String text) {
        String spoilt = text;
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            spoilt = spoilOnce(spoilt);
        }
        return spoilt;
    }

    /** Replaces a name or value with a wrong one, so that the syntax stays valid. */
    String confuse(String text) {
        List<String> tokens = tokens(text);
        boolean values = random.nextInt(3) == 0;
        List<Integer> places = IntStream.range(0, tokens.size())
                .filter(place ->
                        (values ? VALUE : NAME).matcher(tokens.get(place)).matches())
                .boxed()
                .toList();
        if (places.isEmpty()) {
            return text;
        }
        int place = pick(places);
        String right = tokens.get(place);
        String wrong =
                random.nextBoolean() ? tokens.get(pick(places)) : pick(values ? Words.WRONG_VALUES : Words.WRONG_NAMES);
        if (random.nextBoolean()) {
            tokens.replaceAll(token -> token.equals(right) ? wrong : token);
        } else {
            tokens.set(place, wrong);
        }
        return String.join("", tokens);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(ArrayList::new));
    }

    private String spoilOnce(String text) {
        List<String> tokens = tokens(text);
        if (tokens.isEmpty()) {
            return pick(Words.RUBBISH);
        }
        int place = random.nextInt(tokens.size());
        int other = random.nextInt(tokens.size());
        String rubbish = pick(Words.RUBBISH);
        switch (random.nextInt(9)) {
            case 0 -> tokens.subList(place, tokens.size()).clear();
            case 1 -> tokens.remove(place);
            case 2 -> tokens.add(place, tokens.get(place));
            case 3 -> java.util.Collections.swap(tokens, place, other);
            case 4 -> tokens.set(place, tokens.get(other));
            case 5 -> tokens.add(place, rubbish);
            case 6 -> tokens.set(place, rubbish);
            case 7 -> {
                String renamed = tokens.get(place);
                tokens.replaceAll(token -> token.equals(renamed) ? renamed.strip() + "Renamed" : token);
            }
            default ->
                tokens.subList(Math.min(place, other), Math.min(tokens.size(), Math.min(place, other) + 9))
                        .clear();
        }
        return String.join("", tokens);
    }
}
