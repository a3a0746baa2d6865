package dev.eventbus.processor.fuzz;

import java.util.List;

/** Names and texts for samples: those that were, or could be, mistaken for something else. */
final class Words {

    static final List<String> PACKAGES = words("""
            event delivery subscriber handler context failures com.acme ünï 件.名 _$
            """);

    /** None is the root of a package, which it would hide. */
    static final List<String> CLASSES = words("""
            events index handlers i dispatcher table failure number T Table Dispatcher1 Contents1 Tables1 Order
            Object String List Override Throwable Class Integer SuppressWarnings IllegalArgumentException Overflow
            DeliveryCursor HandlerTable HandlerSpec SubscriberIndex Subscribe EventContext Generated DirectDispatcher
            DirectFailure IndexContents Ünïcode Число 事件 𝒳 $ _x dollar$
            """);

    static final List<String> METHODS = words("""
            on event delivery subscriber handler context table deliver call key next failed describe dispatch i name
            toString hashCode getClass wait notify clone finalize record var yield module when sealed ünï 事件 𝒳 $ $L _1
            """);

    static final List<String> TOPICS = words("""
            * ** a.b a.* user-* *.error x.**.y ünï.件 $L.$T "\\u0022 //*%s
            """);

    static final List<String> NAMES = List.of("audit", "two words", "ünï 件", "\"quoted\\", "$L $S $$", "*/ %n \\u000a");

    static final List<String> WRONG_NAMES = words("""
            Missing missing.Missing Missing<Missing> int Number var A E T String Object id event Events interface
            java.lang.Object java.lang.Comparable<?> java.lang.Enum<?> java.lang.Void java.util.List java.util.List<?>
            java.util.List<Missing> java.util.Map.Entry<Missing,?>[] java.util.concurrent.CompletionStage<Missing>
            dev.eventbus.EventContext dev.eventbus.Subscribe dev.eventbus.EventBus.Builder dev.eventbus.UnhandledEvent
            com.acme.events.Events.Base com.acme.events.Events.Page<Missing>
            """);

    static final List<String> WRONG_VALUES = words("""
            Missing Missing.CONSTANT null 1 -1 0 1L<<40 1/0 (int)1e300 'x' {} {1,2} "" "\t" ".." "id." "id" "Missing"
            "toString" "hashCode" "wait" "<error>" @dev.eventbus.Retry @Missing @Missing(1)
            dev.eventbus.DeliveryMode.MISSING java.lang.Integer.MAX_VALUE
            """);

    static final List<String> RUBBISH =
            """
            {
            }
            (
            )
            <
            >
            @
            "
            ;
            /*
            \\u
            \0
            \u202e
            😀
            <?>
            <T extends T>
            [] ... = null 1e999 permits A extends Missing
            class
            enum X {
            record R(
            sealed static abstract private default native
            interface I
            @dev.eventbus.Subscribe
            @dev.eventbus.Event
            module m { }
            import missing.Type;
            package other;
            this super int void
            """.lines().map(line -> " " + line + " ").toList();

    private Words() {}

    private static List<String> words(String text) {
        return List.of(text.strip().split("[ \n]+"));
    }
}
