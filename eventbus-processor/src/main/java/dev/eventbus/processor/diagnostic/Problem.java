package dev.eventbus.processor.diagnostic;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of problems. The code of a problem never changes; {@code docs/diagnostics.md} has a heading for each.
 *
 * <p>A problem has two sentences: the description, and the fix, which follows "To fix it".
 */
public enum Problem {
    INTERNAL_ERROR(
            0, "The event bus processor failed: %s", "report this as a bug, together with the classes being compiled"),
    HANDLER_PRIVATE(1, "Handler %s is private, so generated code cannot call it", "remove private; %s is enough"),
    HANDLER_STATIC(2, "Handler %s is static, but handlers are called on a registered object", "%s"),
    HANDLER_ABSTRACT(3, "Handler %s is abstract", "put @Subscribe on a method with a body; subclasses may override it"),
    HANDLER_GENERIC(
            4, "Handler %s has type parameters, which the bus cannot infer", "name the event type in the signature"),
    NO_PARAMETER(5, "Handler %s takes no event", "make the event its first parameter; an EventContext may follow"),
    TOO_MANY_PARAMETERS(6, "Handler %s has %s parameters", "take the event and, optionally, an EventContext"),
    SECOND_PARAMETER(
            7, "The second parameter of handler %s is %s", "change it to dev.eventbus.EventContext, or remove it"),
    RETURN_TYPE(8, "Handler %s returns %s", "return %s, or a CompletionStage that the bus waits for"),
    EVENT_PRIMITIVE(9, "The event of handler %s is the primitive type %s, but events are objects", "take %s"),
    EVENT_ARRAY(
            10,
            "The event of handler %s is the array type %s, and arrays have no topic",
            "take a record that holds the array, or a List with batch above 1"),
    EVENT_VARARGS(11, "Handler %s takes a variable number of events", "take one event, or a List with batch above 1"),
    EVENT_TYPE_VARIABLE(
            12,
            "The event of handler %s is the type variable %s, which is unknown at run time",
            "name a class; subclasses can declare their own handlers"),
    EVENT_PARAMETERIZED(
            13, "The event of handler %s is %s, but type arguments cannot be distinguished at run time", "%s"),
    EVENT_NOT_ACCESSIBLE(
            14,
            "The event type %s of handler %s is not accessible from %s, where the handler table is generated",
            "make the type package-private or public"),
    LIST_WITHOUT_BATCH(
            15,
            "Handler %s takes a List, but its batch is 1",
            "add batch = 100 to take up to 100 events per call, or take a single event"),
    BATCH_WITHOUT_LIST(16, "Handler %s has batch = %s but takes %s", "take a List of the event type, or remove batch"),
    BATCH_ELEMENT(
            17,
            "The List of handler %s does not name an event type",
            "declare the type of its elements, as in List<OrderCreated>"),
    SUBSCRIBER_PRIVATE(
            18,
            "Class %s declares a handler but is private, or nested in a private class",
            "make it %s, so that the generated table in its package can refer to it"),
    SUBSCRIBER_INTERFACE(
            19,
            "Interface %s declares a handler, but only classes are searched for handlers",
            "declare the handler in a class, which may be abstract"),
    HANDLER_OVERRIDES_HANDLER(
            20,
            "Handler %s overrides a handler of %s and would receive each event twice",
            "remove @Subscribe here; the inherited subscription already calls the overriding method"),
    PATTERN_SYNTAX(
            21,
            "The topic pattern \"%s\" is not well-formed at character %s: %s",
            "separate segments with single dots; * matches one segment or a part of one, ** any number of segments"),
    CAPACITY(22, "Invalid capacity %s", "choose a value from 1 to 1073741824 (2^30)"),
    FILTER_NOT_FOUND(23, "Class %s has no filter method %s%s", "name a boolean method that takes the event"),
    FILTER_SHAPE(
            24,
            "Method %s cannot be a filter: %s",
            "make it a boolean instance method that is not private and takes only %s"),
    DIRECT_EXCLUDES(
            25, "A DIRECT handler has no channel, so %s does not apply to it", "remove %s, or remove mode = DIRECT"),
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
            "Handler %s takes batches, but a key with concurrency above 1 would split them",
            "remove batch, remove the key, or set concurrency to 1"),
    CONCURRENCY(29, "Invalid concurrency %s", "choose 1 or more"),
    BATCH(30, "Invalid batch %s", "choose 1 for single events, or more for a List of them"),
    BLOCK_MILLIS(31, "Invalid blockMillis %s", "set blockMillis above 0, or to -1 for no limit"),
    TIMEOUT_MILLIS(32, "Invalid timeoutMillis %s", "choose 1 or more, or 0 for no timeout"),
    RETRY(33, "A retry with %s = %s is not possible", "choose %s"),
    BREAKER(34, "A circuit breaker with %s = %s is not possible", "choose %s"),
    KEY_PATH(
            35,
            "The key \"%s\" cannot be resolved: %s",
            "name accessible accessors of the event, separated by dots, as in \"order.customerId\""),
    DUPLICATE_NAME(
            36,
            "Two handlers have the subscription name \"%s\": %s and %s",
            "give one of them another name with the attribute name"),
    EVENT_TOPIC(
            37,
            "The topic \"%s\" is not well-formed at character %s: %s",
            "separate names with single dots, use no wildcards, and stay within 255 characters"),
    EVENT_VERSION(38, "Invalid schema version %s", "number versions from 1"),
    DUPLICATE_EVENT(
            39,
            "Two event types have the topic \"%s\" in version %s: %s and %s",
            "choose another topic, or raise the version of the newer schema"),
    EVENT_KIND(40, "%s is %s, which cannot be an event type", "put @Event on a class, record or enum"),
    EVENT_PRIVATE(
            41,
            "Event type %s is private, or nested in a private type",
            "make it %s, so that the generated descriptor in its package can refer to it"),
    GENERATED_NAME_CLASH(
            42, "The class %s, to be generated for %s, already exists: %s", "rename one of the two classes"),
    INDEX_NAME_CLASH(
            43,
            "The index %s of this compilation has the same name as another class: %s",
            "set the compiler option -Aeventbus.index= to a unique name, such as %s"),
    CLASS_AFTER_INDEX(
            44,
            "Class %s was generated after the index was written and would be missing from it",
            "have its processor generate it in an earlier round, or compile it in a separate module"),
    INDEX_OPTION(45, "Invalid option -Aeventbus.index=%s: %s", "%s"),
    INDEX_NOT_PROVIDED(
            46,
            "Module %s does not provide its index, so EventBus.open() and discoverIndexes() cannot find it",
            "add to module-info.java: provides dev.eventbus.spi.generated.SubscriberIndex with %s; an explicit"
                    + " index(new %s()) does not need it",
            "unprovided-index"),
    NO_EFFECT(47, "The attribute %s of handler %s has no effect: %s", "remove it, or %s"),
    PATTERN_NEVER_MATCHES(
            48,
            "The topic pattern \"%s\" of handler %s never matches: %s is always published on %s%s",
            "use that topic, a pattern that matches it, or no pattern"),
    SUBSCRIPTION_NAME(
            49,
            "\"%s\" cannot be the name of a subscription: %s",
            "choose a name that a metric and a log line can show, of 1 to 255 characters"),
    FRAMEWORK_TYPE_AS_EVENT(
            50,
            "The event of handler %s is %s, which belongs to the event bus and is never published",
            "take an event type of your own; an EventContext may only follow it"),
    SYSTEM_EVENT_PATTERN(
            51, "Handler %s has a topic pattern, but no pattern matches the system event %s", "remove the topic"),
    HANDLER_SUSPENDS(
            52,
            "Handler %s is a suspend function, which only coroutines can call",
            "remove suspend and return a CompletionStage, for example from future { ... } of kotlinx-coroutines-jdk8,"
                    + " or use runBlocking in the handler"),
    KEY_WITHOUT_EQUALS(
            53,
            "The key \"%s\" has the type %s, which does not override equals and hashCode, so no two keys are equal",
            "use a String, number, enum or record as the key, or override both methods"),
    BATCH_ABOVE_CAPACITY(
            54,
            "A batch of %s events never fills, because the channel of handler %s holds at most %s",
            "raise the capacity, or lower the batch"),
    UNLIMITED_RETRY_WITHOUT_DELAY(
            55, "The retry of handler %s never ends and never waits", "set delayMillis above 0, or limit maxAttempts"),
    SUBSCRIBER_LOCAL(
            56,
            "A local or anonymous class in %s declares a handler, but generated code can refer only to top-level and"
                    + " nested classes",
            "make it a nested class with a name, or subscribe a lambda with bus.subscribe(...)"),
    WARNINGS_OPTION(57, "Invalid option -Aeventbus.warnings=%s", "use off, note, warn or error"),
    TOPIC_IS_CLASS_NAME(
            58,
            "The topic \"%s\" is the name of a class, and therefore the topic of its events",
            "choose another topic, such as \"%s\""),
    EVENT_ABSTRACT(
            59,
            "%s is %s, so no event has exactly this type, and @Event is not inherited",
            "put @Event on each type that is published; handlers may still take %s"),
    MUTABLE_EVENT(60, "Event type %s can change while several handlers are using it: %s", "%s", "mutable-event"),
    HANDLER_OF_EVERY_EVENT(
            61,
            "Handler %s takes Object and has no topic, so it receives every event of the bus",
            "name an event type, or set topic = \"*\" if this is intended",
            "every-event"),
    UNLIMITED_RETRY_OF_ALL_FAILURES(
            62,
            "Handler %s is retried forever and catches nothing, so one event that always fails holds up all later ones",
            "limit maxAttempts, catch the failures that a retry cannot resolve, or name them in abortOn",
            "endless-retry"),
    BLOCK_ON_OWN_EVENT(
            63,
            "Handler %s takes %s under BLOCK, and its class publishes that event: a handler never waits for its own"
                    + " channel, so what it publishes while the channel is full is dropped",
            "choose another overflow policy, or publish elsewhere",
            "block-own-event"),
    EVENT_RETAIN(64, "Invalid retain %s", "choose a value from 0, which is none, to 65536"),
    REPLAY(65, "Invalid replay %s", "choose 1 or more, or 0 for no replay"),
    REPLAY_ABOVE_CAPACITY(
            66,
            "A replay of %s events never fits, because the channel of handler %s holds at most %s",
            "raise the capacity, or lower the replay"),
    FAILURE_NOT_ACCESSIBLE(
            67,
            "The failure type %s of handler %s is not accessible from %s, where the handler table is generated",
            "make the type package-private or public"),
    MISSING_TYPE(
            68,
            "%s, which %s needs, cannot be found, so nothing is generated for %s",
            "add the library that contains it to the class path or module path of this compilation"),
    API_VERSION_MISMATCH(
            69,
            "The attribute %s, which %s should have, cannot be found, so nothing is generated for %s",
            "use the same version of eventbus-api and eventbus-processor"),
    BLOCK_WITHOUT_TIME(
            70,
            "With blockMillis = 0 a publisher never waits for room",
            "set it above 0, or remove it and use overflow = Overflow.DROP_NEWEST, which never waits"),
    EVENT_WITHOUT_TOPIC(
            71,
            "Events of type %s of handler %s cannot be published: their topic would be the name of the class, and %s",
            "put @Event with a topic on the type, or shorten its name or those of the enclosing classes and packages"),
    HANDLER_RECORD_COMPONENT(
            72,
            "@Subscribe is on component %s of record %s, whose accessor takes no event",
            "put it on a method that takes the event"),
    EVENT_SUBCLASS(
            73,
            "Class %s extends the event type %s, but @Event is not inherited, so its events have another topic: \"%s\"",
            "put @Event with its own topic on it, or make it abstract",
            "subclassed-event");

    private static final int MAX_DETAIL_LENGTH = 400;

    private static final String SUPPRESSION_PREFIX = "eventbus:";

    private final int number;
    private final String description;
    private final String fix;
    private final @Nullable String suppression;

    Problem(int number, String description, String fix) {
        this.number = number;
        this.description = description;
        this.fix = fix;
        this.suppression = null;
    }

    Problem(int number, String description, String fix, String suppression) {
        this.number = number;
        this.description = description;
        this.fix = fix;
        this.suppression = SUPPRESSION_PREFIX + suppression;
    }

    /**
     * Returns the stable code.
     *
     * @return {@code EB} and three digits
     */
    public String code() {
        return "EB%03d".formatted(number);
    }

    /**
     * Returns the key of {@link SuppressWarnings} that suppresses this problem.
     *
     * @return a key such as {@code eventbus:every-event}; null for an error, which cannot be suppressed
     */
    public @Nullable String suppression() {
        return suppression;
    }

    /**
     * Whether this problem is reported as a note at most, because the code may be intended and need no change.
     *
     * @return false for errors, and for warnings whose level an option sets
     */
    boolean isNoteOnly() {
        return this == EVENT_SUBCLASS;
    }

    /**
     * Formats the message: code, description and fix.
     *
     * @param details the values for the placeholders of both sentences
     * @return one line of text
     */
    String text(Object... details) {
        Object[] printable = Stream.of(details).map(Problem::printable).toArray();
        String suppressing = suppression == null ? "" : "; or add @SuppressWarnings(\"" + suppression + "\")";
        return "[" + code() + "] " + (description + ". To fix it, " + fix).formatted(printable) + suppressing + ".";
    }

    /** Source text without control characters, which would break a line of a terminal, and not too long. */
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
