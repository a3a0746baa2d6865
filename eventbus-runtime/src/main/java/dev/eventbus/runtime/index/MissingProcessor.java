package dev.eventbus.runtime.index;

/** What to do about a module that was compiled without the annotation processor. */
final class MissingProcessor {

    static final String CURE =
            "To fix it, name dev.eventbus:eventbus-processor in that module's annotationProcessorPaths of"
                    + " maven-compiler-plugin (Gradle: annotationProcessor; Kotlin: kapt), and compile it anew. From"
                    + " JDK 23 on, javac runs no processor that is only on the class path, unless <proc>full</proc>"
                    + " (-proc:full) says so.";

    private MissingProcessor() {}
}
