package com.acme.other;

public class Failures {
    public static class Open extends Exception {
        private static final long serialVersionUID = 1;
    }

    protected static class Shut extends Exception {
        private static final long serialVersionUID = 1;
    }
}
