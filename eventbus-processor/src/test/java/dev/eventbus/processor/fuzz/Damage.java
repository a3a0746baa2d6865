package dev.eventbus.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spoils source text, as typing, merging and losing files do. */
final class Damage {

    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*|\"[^\"\n]*\"|\\s+|.", Pattern.DOTALL);
    private static final List<String> RUBBISH = List.of(
            "{",
            "}",
            "(",
            ")",
            "<",
            ">",
            "@",
            "\"",
            ";",
            ",",
            "/*",
            "\\u",
            "\u0000",
            "\ud800",
            "\u202e",
            "é",
            "😀",
            " class ",
            " enum X { ",
            " record R(",
            " sealed ",
            " static ",
            " abstract ",
            " private ",
            " interface I ",
            " extends Missing ",
            " Missing ",
            " Missing.CONSTANT ",
            "<?>",
            "<T extends T>",
            "[]",
            "...",
            " null ",
            " 1e999 ",
            " @dev.eventbus.Subscribe ",
            " @dev.eventbus.Event ",
            " @dev.eventbus.Event(\"x\") ",
            " = ",
            " void ",
            " module m { }",
            " import missing.Type; ",
            " package other; ",
            " this ",
            " super ",
            " int ",
            " permits A ",
            " default ",
            " native ");

    private final Random random;

    Damage(Random random) {
        this.random = random;
    }

    String spoil(String text) {
        String spoilt = text;
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            spoilt = spoilOnce(spoilt);
        }
        return spoilt;
    }

    private String spoilOnce(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        if (tokens.isEmpty()) {
            return RUBBISH.get(random.nextInt(RUBBISH.size()));
        }
        int place = random.nextInt(tokens.size());
        int other = random.nextInt(tokens.size());
        String rubbish = RUBBISH.get(random.nextInt(RUBBISH.size()));
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
