package com.other;

public class Base {
    /** For subclasses. */
    public Base() {}

    protected static class Hidden {}
}
