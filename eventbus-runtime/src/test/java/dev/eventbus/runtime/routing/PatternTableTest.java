package dev.eventbus.runtime.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventbus.spi.TopicPattern;
import dev.eventbus.testing.Publishers;
import dev.eventbus.testing.Repetitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table against a list of patterns that are tried one by one, alone and with changes at the same time. */
class PatternTableTest {

    private static final String[] PATTERN_SEGMENTS = {
        "a", "b", "ab", "*", "*", "**", "**", "a*", "ab*", "*b", "*ab", "a*b", "*a*", "a*b*", "*a*b", "a*b*a", "*b*b*",
        "a*a", "ab*ba"
    };
    private static final String[] TOPIC_SEGMENTS = {"a", "b", "ab", "ba", "aba", "aab", "abba", "c"};

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void agreesWithTryingEveryPattern() {
        PatternTable<Long> table = new PatternTable<>();
        TreeMap<Long, TopicPattern> model = new TreeMap<>();
        long ids = 0;
        for (int round = 0; round < Repetitions.of(40); round++) {
            // Grows, then shrinks to nothing, so that all that can be shared and left over is.
            int highest = 1 + random.nextInt(200);
            while (model.size() < highest) {
                if (random.nextInt(3) > 0) {
                    TopicPattern pattern = pattern();
                    table.add(pattern, ids, ids);
                    model.put(ids++, pattern);
                } else if (!model.isEmpty()) {
                    removeAny(table, model);
                }
                verify(table, model);
            }
            while (!model.isEmpty()) {
                removeAny(table, model);
                verify(table, model);
                if (random.nextInt(10) == 0) {
                    assertThat(table.count())
                            .as("-Dseed=%d", seed)
                            .isEqualTo(fresh(model).count());
                }
            }
            assertThat(table.isEmpty()).as("-Dseed=%d", seed).isTrue();
            assertThat(table.count()).as("the root alone").isEqualTo(1);
        }
    }

    private void removeAny(PatternTable<Long> table, TreeMap<Long, TopicPattern> model) {
        Map.Entry<Long, TopicPattern> entry = model.ceilingEntry((long) (random.nextDouble() * model.lastKey()));
        model.remove(entry.getKey());
        table.remove(entry.getValue(), entry.getKey());
    }

    private void verify(PatternTable<Long> table, Map<Long, TopicPattern> model) {
        String topic = topic();
        List<Long> expected = new ArrayList<>();
        for (Map.Entry<Long, TopicPattern> entry : model.entrySet()) {
            if (entry.getValue().matches(topic)) {
                expected.add(entry.getKey());
            }
        }
        List<Long> found = new ArrayList<>();
        table.collect(topic, found::add);
        assertThat(found).as("%s, -Dseed=%d", topic, seed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(table.isEmpty()).as("-Dseed=%d", seed).isEqualTo(model.isEmpty());
    }

    private static PatternTable<Long> fresh(Map<Long, TopicPattern> model) {
        PatternTable<Long> table = new PatternTable<>();
        model.forEach((id, pattern) -> table.add(pattern, id, id));
        return table;
    }

    @Test
    void removingWhatIsNotThereChangesNothing() {
        for (String text : new String[] {"", "a.b", "a.*", "a.**.b", "a*.b", "*a.b", "a*b*c", "*a*b"}) {
            TopicPattern pattern = TopicPattern.parse(text);
            PatternTable<Long> table = new PatternTable<>();
            table.remove(pattern, 7);
            assertThat(table.isEmpty()).as(text).isTrue();
            table.add(pattern, 1, 1L);
            int count = table.count();
            table.remove(pattern, 7);
            table.remove(TopicPattern.parse("*x.x*x*.**.x"), 1);
            table.remove(TopicPattern.parse("x"), 1);
            assertThat(table.count()).as(text).isEqualTo(count);
            table.remove(pattern, 1);
            assertThat(table.isEmpty()).as(text).isTrue();
        }
    }

    /** With every way to read the topic tried one after the other, this would not come to an end. */
    @Test
    void hostilePatternsComeToAnEnd() {
        PatternTable<Integer> table = new PatternTable<>();
        for (int i = 0; i < 50; i++) {
            table.add(TopicPattern.parse("**.a.".repeat(i + 1) + "**"), 3 * i, 3 * i);
            table.add(TopicPattern.parse("**.".repeat(i + 1) + "b"), 3 * i + 1, 3 * i + 1);
            table.add(TopicPattern.parse("**.*.".repeat(i + 1) + "c"), 3 * i + 2, 3 * i + 2);
        }
        List<Integer> found = new ArrayList<>();
        table.collect("a.".repeat(60) + "b", found::add);
        assertThat(found).hasSize(100).doesNotHaveDuplicates();
    }

    /**
     * One thread adds and removes, the oldest first, while two look up. What each change has told before
     * and after it began says which values a look-up must find, and which not; with lasting values
     * beside them, or with none, so that maps and nodes are let go and made anew all the time.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12})
    void whatIsThereThroughoutIsFound(int lasting) throws Exception {
        List<TopicPattern> patterns = new ArrayList<>();
        for (String text : new String[] {"a", "*", "a.b", "a.*", "**.b", "a*.b", "*a.b", "a*a*.b", "**.**", "a.**"}) {
            patterns.add(TopicPattern.parse(text));
        }
        while (patterns.size() < 24) {
            patterns.add(pattern());
        }
        Race race = new Race(patterns, lasting);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Publishers readers = Publishers.start(2, reader -> {
            String topic = reader == 0 ? "a.b" : "aa.b";
            try {
                for (long lookUps = 1; !race.over; lookUps++) {
                    race.lookUp(lookUps % 8 == 0 ? "a" : topic, seed);
                }
            } catch (Throwable thrown) {
                failure.set(thrown);
                throw thrown;
            }
        });
        try {
            race.change(random, Repetitions.of(150_000), failure);
        } finally {
            race.over = true;
            readers.join();
        }
        assertThat(failure.get()).isNull();
        assertThat(race.lookUps.get()).as("not a race").isGreaterThan(1_000);
    }

    private static final class Race {

        final PatternTable<Long> table = new PatternTable<>();
        final List<TopicPattern> patterns;
        final int lasting;
        final AtomicLong lookUps = new AtomicLong();
        volatile boolean over;

        // Of the values that come and go: the highest id that has been added, the removal of which has
        // begun, and ended.
        volatile long added;
        volatile long removing;
        volatile long removed;

        Race(List<TopicPattern> patterns, int lasting) {
            this.patterns = patterns;
            this.lasting = lasting;
            for (long id = 0; id < lasting; id++) {
                table.add(pattern(id), id, id);
            }
            added = removing = removed = lasting - 1;
        }

        TopicPattern pattern(long id) {
            // Neighbours have different patterns, and each pattern comes again while it is still there,
            // or not.
            return patterns.get((int) ((id * 0x9E3779B97F4A7C15L >>> 40) % patterns.size()));
        }

        void change(Random random, int changes, AtomicReference<Throwable> failure) {
            int room = 3;
            for (int i = 0; i < changes || (lookUps.get() <= 1_000 && failure.get() == null); i++) {
                if (i % 1_000 == 0) {
                    room = random.nextInt(30);
                }
                long there = added - removed;
                if (there <= room && (there == 0 || random.nextBoolean())) {
                    long id = added + 1;
                    table.add(pattern(id), id, id);
                    added = id;
                } else {
                    long id = removed + 1;
                    removing = id;
                    table.remove(pattern(id), id);
                    removed = id;
                }
            }
        }

        void lookUp(String topic, long seed) {
            long removedBefore = removed;
            long addedBefore = added;
            List<Long> found = new ArrayList<>();
            table.collect(topic, found::add);
            long removingAfter = removing;

            assertThat(found).as("%s, -Dseed=%d", topic, seed).doesNotHaveDuplicates();
            for (long id : found) {
                assertThat(pattern(id).matches(topic))
                        .as("%s, -Dseed=%d", topic, seed)
                        .isTrue();
                assertThat(id < lasting || id > removedBefore)
                        .as("%d was removed before, -Dseed=%d", id, seed)
                        .isTrue();
            }
            for (long id = 0; id < lasting; id++) {
                mustBeFound(id, found, topic, seed);
            }
            for (long id = removingAfter + 1; id <= addedBefore; id++) {
                mustBeFound(id, found, topic, seed);
            }
            lookUps.incrementAndGet();
        }

        private void mustBeFound(long id, List<Long> found, String topic, long seed) {
            TopicPattern pattern = pattern(id);
            if (pattern.matches(topic) && !found.contains(id)) {
                throw new AssertionError(pattern + " was there throughout, " + topic + ", -Dseed=" + seed);
            }
        }
    }

    private TopicPattern pattern() {
        return TopicPattern.parse(random.nextInt(20) == 0 ? "*" : name(PATTERN_SEGMENTS));
    }

    private String topic() {
        return name(TOPIC_SEGMENTS);
    }

    private String name(String[] segments) {
        StringBuilder name = new StringBuilder(segments[random.nextInt(segments.length)]);
        for (int i = random.nextInt(5); i > 0; i--) {
            name.append('.').append(segments[random.nextInt(segments.length)]);
        }
        return name.toString();
    }
}
