package kotlin;

public @interface Suppress {
    String[] names();
}
