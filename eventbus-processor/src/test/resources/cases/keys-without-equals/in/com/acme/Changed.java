package com.acme;

record Changed(Customer customer, StringBuilder text, Half half, Object anything, java.util.List<String> names, Abstract some) {
    static class Customer {}

    static class Half {
        @Override
        public boolean equals(Object other) {
            return other instanceof Half;
        }
    }

    abstract static class Abstract {}
}
