package dev.eventbus.processor.diagnostic;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the processor has to say. The number of a problem is part of its documentation (each has a heading in
 * {@code docs/diagnostics.md}) and never changes.
 */
public enum Problem {
    INTERNAL_ERROR(0, "The event bus processor failed: %s", "report it as a bug, with the classes that were compiled"),
    HANDLER_PRIVATE(1, "Handler %s is private, and generated code cannot call it", "remove private; %s is enough"),
    HANDLER_STATIC(2, "Handler %s is static, but handlers belong to a registered object", "%s"),
    HANDLER_ABSTRACT(
            3, "Handler %s is abstract", "put @Subscribe on a method with a body; subclasses may override that"),
    HANDLER_GENERIC(
            4, "Handler %s has type parameters, which no event can choose", "name the event type in the signature"),
    NO_PARAMETER(5, "Handler %s takes no event", "make the event its first parameter; an EventContext comes second"),
    TOO_MANY_PARAMETERS(
            6, "Handler %s has %s parameters", "take the event and, if it is needed, an EventContext after it"),
    SECOND_PARAMETER(7, "The second parameter of handler %s is %s", "make it dev.eventbus.EventContext, or remove it"),
    RETURN_TYPE(8, "Handler %s returns %s", "return %s, or a CompletionStage that the bus shall wait for"),
    EVENT_PRIMITIVE(9, "The event of handler %s is the primitive type %s, and events are objects", "take %s"),
    EVENT_ARRAY(
            10,
            "The event of handler %s is the array type %s, and arrays have no topic",
            "take a record that holds the array, or a List with batch above 1"),
    EVENT_VARARGS(11, "Handler %s has a variable number of events", "take one event, or a List with batch above 1"),
    EVENT_TYPE_VARIABLE(
            12,
            "The event of handler %s is the type variable %s, which is not known at run time",
            "name a class; subclasses can declare handlers of their own"),
    EVENT_PARAMETERIZED(13, "The event of handler %s is %s, but type arguments cannot be told apart at run time", "%s"),
    EVENT_NOT_ACCESSIBLE(
            14,
            "The event type %s of handler %s cannot be named from %s, where its table is generated",
            "make the type package-private or public"),
    LIST_WITHOUT_BATCH(
            15,
            "Handler %s takes a List but its batch is 1",
            "add batch = 100 for up to 100 events at a time, or take the event itself"),
    BATCH_WITHOUT_LIST(16, "Handler %s has batch = %s but takes %s", "take a List of the event type, or remove batch"),
    BATCH_ELEMENT(
            17, "The List of handler %s does not say what its events are", "name the event type: List<OrderCreated>"),
    SUBSCRIBER_PRIVATE(
            18,
            "Class %s declares a handler but is private, or nested in a private class",
            "make it %s, so that the generated table beside it can name it"),
    SUBSCRIBER_INTERFACE(
            19,
            "Interface %s declares a handler, and registered objects are searched through their classes only",
            "declare the handler in a class, abstract if need be"),
    HANDLER_OVERRIDES_HANDLER(
            20,
            "Handler %s overrides a handler of %s and would get each event twice",
            "remove @Subscribe here; the inherited subscription calls the overriding method"),
    PATTERN_SYNTAX(
            21,
            "The topic pattern \"%s\" is not well-formed at character %s: %s",
            "separate segments by single dots, with * for one segment or a part of one, and ** for any number of them"),
    CAPACITY(22, "A capacity of %s is not possible", "choose from 1 to 1073741824 (2^30)"),
    FILTER_NOT_FOUND(23, "Class %s has no method %s to filter with%s", "name a boolean method that takes the event"),
    FILTER_SHAPE(
            24,
            "Method %s cannot be a filter: %s",
            "make it a boolean instance method that is not private and takes %s only"),
    DIRECT_EXCLUDES(
            25,
            "A DIRECT handler has no channel, and %s says something about one",
            "remove %s, or remove mode = DIRECT"),
    DIRECT_RETURNS_STAGE(
            26,
            "A DIRECT handler is finished when it returns, but %s returns %s",
            "return void, or remove mode = DIRECT"),
    BATCH_EXCLUDES_CONFLATE(
            27,
            "Handler %s takes batches, but CONFLATE keeps only the latest event",
            "remove batch, or choose another overflow policy"),
    BATCH_EXCLUDES_KEYED_CONCURRENCY(
            28,
            "Handler %s takes batches, and a key with concurrency above 1 would tear them apart",
            "remove batch, or the key, or the concurrency"),
    CONCURRENCY(29, "A concurrency of %s is not possible", "choose 1 or more"),
    BATCH(30, "A batch of %s events is not possible", "choose 1 for single events, or more for a List of them"),
    BLOCK_MILLIS(31, "A publisher cannot wait %s ms", "set blockMillis above 0, or to -1 for no limit"),
    TIMEOUT_MILLIS(32, "A deadline of %s ms is not possible", "choose 1 or more, or 0 for no deadline"),
    RETRY(33, "A retry with %s = %s is not possible", "choose %s"),
    BREAKER(34, "A circuit breaker with %s = %s is not possible", "choose %s"),
    KEY_PATH(
            35,
            "The key \"%s\" leads nowhere: %s",
            "name accessible accessors of the event, separated by dots, as in \"order.customerId\""),
    DUPLICATE_NAME(
            36,
            "Two handlers have the subscription name \"%s\": %s and %s",
            "give one of them another name, with the attribute name"),
    EVENT_TOPIC(
            37,
            "The topic \"%s\" is not well-formed at character %s: %s",
            "separate names by single dots, without wildcards, at most 255 characters in all"),
    EVENT_VERSION(38, "A schema version of %s is not possible", "count versions from 1"),
    DUPLICATE_EVENT(
            39,
            "Two event types have the topic \"%s\" in version %s: %s and %s",
            "choose another topic, or raise the version of the newer schema"),
    EVENT_KIND(40, "%s is %s, and there are no events of such a type", "put @Event on a class, record or enum"),
    EVENT_PRIVATE(
            41,
            "Event type %s is private, or nested in a private type",
            "make it %s, so that the generated descriptor beside it can name it"),
    GENERATED_NAME_CLASH(
            42,
            "The class %s, to be generated for %s, exists already: %s",
            "rename one of the two classes that lead to the same name"),
    INDEX_NAME_CLASH(
            43,
            "The index %s of this compilation has the name of another: %s",
            "set the compiler option -Aeventbus.index= to a name of its own, such as %s"),
    CLASS_AFTER_INDEX(
            44,
            "Class %s was generated after the index was written and would be missing in it",
            "let its processor generate it in an earlier round, or compile it in a module of its own"),
    INDEX_OPTION(
            45,
            "The option -Aeventbus.index=%s does not name a class: %s",
            "write a full name such as -Aeventbus.index=com.acme.EventBusIndex"),
    INDEX_NOT_PROVIDED(
            46,
            "Module %s does not provide its index, so that EventBus.open() and discoverIndexes() do not find it",
            "add to module-info.java: provides dev.eventbus.spi.generated.SubscriberIndex with %s; an explicit"
                    + " index(new %s()) does not need that",
            "unprovided-index"),
    NO_EFFECT(47, "The attribute %s of handler %s has no effect: %s", "remove it, or %s"),
    PATTERN_NEVER_MATCHES(
            48,
            "The topic pattern \"%s\" of handler %s never matches: %s is always published on %s%s",
            "write that topic, or a pattern that matches it, or none"),
    SUBSCRIPTION_NAME(
            49,
            "\"%s\" cannot be the name of a subscription: %s",
            "choose a name that a metric and a log line can show, of 1 to 255 characters"),
    FRAMEWORK_TYPE_AS_EVENT(
            50,
            "The event of handler %s is %s, which belongs to the event bus and is never published",
            "take an event of your own; only an EventContext may follow it"),
    SYSTEM_EVENT_PATTERN(
            51,
            "Handler %s has a topic pattern, but %s is a system event, which no pattern ever matches",
            "remove the topic"),
    HANDLER_SUSPENDS(
            52,
            "Handler %s is a suspend function, which only coroutines can call",
            "remove suspend and return a CompletionStage, as future { ... } of kotlinx-coroutines-jdk8 makes one, or"
                    + " use runBlocking in the handler"),
    KEY_WITHOUT_EQUALS(
            53,
            "The key \"%s\" leads to the type %s, which has no equals and hashCode of its own, so that no two keys are"
                    + " equal",
            "let it lead to a String, number, enum or record, or add the two methods"),
    BATCH_ABOVE_CAPACITY(
            54,
            "A batch of %s events never fills, because the channel of handler %s holds %s at most",
            "raise the capacity, or lower the batch"),
    UNLIMITED_RETRY_WITHOUT_DELAY(
            55, "The retry of handler %s never ends and never waits", "set delayMillis above 0, or limit maxAttempts"),
    SUBSCRIBER_LOCAL(
            56,
            "A local or anonymous class in %s declares a handler, but the table beside a class can name only members"
                    + " and top-level classes",
            "make it a nested class with a name, or subscribe a lambda with bus.subscribe(...)"),
    WARNINGS_OPTION(57, "The option -Aeventbus.warnings=%s is not known", "write off, note, warn or error"),
    TOPIC_IS_CLASS_NAME(
            58,
            "The topic \"%s\" is the name of a class, and so the topic of its events",
            "choose another topic, such as \"%s\""),
    EVENT_ABSTRACT(
            59,
            "%s is %s, so that no event is of exactly this type, and @Event is not inherited",
            "put @Event on each type that is published; handlers may take %s all the same"),
    MUTABLE_EVENT(
            60, "Event type %s can change while several handlers have it in their hands: %s", "%s", "mutable-event"),
    HANDLER_OF_EVERY_EVENT(
            61,
            "Handler %s takes Object and has no topic, so that it gets every event of the bus",
            "name an event type, or say that it is meant with topic = \"*\"",
            "every-event"),
    UNLIMITED_RETRY_OF_ALL_FAILURES(
            62,
            "Handler %s is tried again for ever and catches nothing, so that one event which always fails keeps back all"
                    + " later ones",
            "limit maxAttempts, or catch what another attempt does not mend, or name it in abortOn",
            "endless-retry"),
    BLOCK_ON_OWN_EVENT(
            63,
            "Handler %s takes %s under BLOCK, and its class publishes that event: a handler never waits for its own"
                    + " channel, and what it publishes while that is full is dropped",
            "choose another overflow policy, or publish elsewhere",
            "block-own-event"),
    EVENT_RETAIN(64, "%s events of a type cannot be retained", "choose from 0, which is none, to 65536"),
    REPLAY(65, "A replay of %s events is not possible", "choose 1 or more, or 0 for no replay"),
    REPLAY_ABOVE_CAPACITY(
            66,
            "A replay of %s events never fits, because the channel of handler %s holds %s at most",
            "raise the capacity, or lower the replay"),
    FAILURE_NOT_ACCESSIBLE(
            67,
            "The failure type %s of handler %s cannot be named from %s, where its table is generated",
            "make the type package-private or public"),
    MISSING_TYPE(
            68,
            "%s, which %s needs, cannot be found, so that nothing is generated for %s",
            "add the library that contains it to the class path or module path of this compilation"),
    API_VERSION_MISMATCH(
            69,
            "The attribute %s, which %s should have, cannot be found, so that nothing is generated for %s",
            "use one version of eventbus-api and eventbus-processor"),
    BLOCK_WITHOUT_TIME(
            70,
            "A blockMillis of 0 lets no publisher wait for room",
            "set it above 0, or remove it and set overflow = Overflow.DROP_NEWEST, which never waits"),
    EVENT_WITHOUT_TOPIC(
            71,
            "Events of type %s of handler %s cannot be published: their topic would be the name of the class, and %s",
            "put @Event with a topic on the type, or shorten its name, or those of the classes and packages around it"),
    HANDLER_RECORD_COMPONENT(
            72,
            "@Subscribe stands on %s of record %s, whose accessor takes no event",
            "put it on a method that takes the event"),
    EVENT_SUBCLASS(
            73,
            "Class %s extends the event type %s, and @Event is not inherited, so that its events have another topic:"
                    + " \"%s\"",
            "put @Event with a topic of its own on it, or make it abstract",
            "subclassed-event");

    private static final int MAX_DETAIL_LENGTH = 400;

    private static final String SUPPRESSION_PREFIX = "eventbus:";

    private final int number;
    private final String what;
    private final String fix;
    private final @Nullable String suppression;

    Problem(int number, String what, String fix) {
        this.number = number;
        this.what = what;
        this.fix = fix;
        this.suppression = null;
    }

    Problem(int number, String what, String fix, String suppression) {
        this.number = number;
        this.what = what;
        this.fix = fix;
        this.suppression = SUPPRESSION_PREFIX + suppression;
    }

    /**
     * The stable code.
     *
     * @return {@code EB} and three digits
     */
    public String code() {
        return "EB%03d".formatted(number);
    }

    /**
     * What {@link SuppressWarnings} silences it.
     *
     * @return a key such as {@code eventbus:every-event}; null for an error, which nothing silences
     */
    public @Nullable String suppression() {
        return suppression;
    }

    /**
     * Whether it is never more than a note: it can be meant, and there may be nothing to mend.
     *
     * @return false for errors, and for warnings whose level an option sets
     */
    boolean isNoteOnly() {
        return this == EVENT_SUBCLASS;
    }

    /**
     * The two sentences: what is wrong, and how to mend it.
     *
     * @param details what fills the gaps
     * @return a line of text
     */
    String text(Object... details) {
        Object[] printable = Stream.of(details).map(Problem::printable).toArray();
        String suppressing = suppression == null ? "" : "; or add @SuppressWarnings(\"" + suppression + "\")";
        return "[" + code() + "] " + (what + ". To fix it, " + fix).formatted(printable) + suppressing + ".";
    }

    /** What stands in source code, without what would break a line of a terminal. */
    private static Object printable(Object detail) {
        String text = String.valueOf(detail);
        String shown = text.length() <= MAX_DETAIL_LENGTH ? text : text.substring(0, MAX_DETAIL_LENGTH) + "...";
        return shown.chars()
                .mapToObj(character -> Character.isISOControl(character)
                        ? "\\u%04x".formatted(character)
                        : Character.toString(character))
                .collect(Collectors.joining());
    }
}
