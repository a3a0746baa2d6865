package dev.eventbus.processor.fuzz;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A sample with one mistake.
 *
 * @param mutation what was done to it
 * @param mark what the place of it is marked with
 * @param rejected the class that is to have no table; null if that is one which was added
 */
record Mutant(
        Sample sample,
        Mutation mutation,
        String mark,
        @Nullable String rejected) {

    /** Changes a copy of a sample; null if the chosen handler does not allow this change. */
    static @Nullable Mutant of(Sample original, Mutation mutation, Random random) {
        Sample sample = original.copy();
        List<Declared> types = sample.subscribers().toList();
        if (types.isEmpty()) {
            return null;
        }
        Declared type = types.get(random.nextInt(types.size()));
        SampleHandler handler = type.handlers.get(random.nextInt(type.handlers.size()));
        if (!mutation.applies(type, handler)) {
            return null;
        }
        mutation.apply(type, handler);
        return mutation.part().equals(Mutation.ADDED)
                ? new Mutant(sample, mutation, Mutation.ADDED, null)
                : new Mutant(sample, mutation, String.valueOf(handler.id), type.binary);
    }

    /** The same mistake among other handlers. */
    Mutant with(Sample other) {
        return new Mutant(other, mutation, mark, rejected);
    }
}
