package dev.eventbus.runtime.promise;

import java.io.IOException;

/** What user code may throw: everything that can be thrown. */
enum Thrown {
    RUNTIME_EXCEPTION(false) {
        @Override
        Throwable make() {
            return new IllegalStateException("expected");
        }
    },
    CHECKED_EXCEPTION(false) {
        @Override
        Throwable make() {
            return new IOException("expected");
        }
    },
    INTERRUPTED_EXCEPTION(false) {
        @Override
        Throwable make() {
            return new InterruptedException("expected");
        }
    },
    BARE_THROWABLE(false) {
        @Override
        Throwable make() {
            return new Throwable("expected");
        }
    },
    ASSERTION_ERROR(false) {
        @Override
        Throwable make() {
            return new AssertionError("expected");
        }
    },
    STACK_OVERFLOW(false) {
        @Override
        Throwable make() {
            return new StackOverflowError("expected");
        }
    },
    OUT_OF_MEMORY(true) {
        @Override
        Throwable make() {
            return new OutOfMemoryError("expected");
        }
    },
    LINKAGE_ERROR(true) {
        @Override
        Throwable make() {
            return new NoClassDefFoundError("expected");
        }
    },
    TELLS_NOTHING(false) {
        @Override
        Throwable make() {
            return new TellsNothing();
        }
    },
    HAS_NO_STACK(false) {
        @Override
        Throwable make() {
            return new HasNoStack();
        }
    },
    CAUSED_BY_EACH_OTHER(false) {
        @Override
        Throwable make() {
            RuntimeException one = new RuntimeException("one");
            one.initCause(new RuntimeException("the other", one));
            return one;
        }
    };

    private final boolean fatal;

    Thrown(boolean fatal) {
        this.fatal = fatal;
    }

    abstract Throwable make();

    /** Whether it is of the virtual machine or the class path. */
    boolean isFatal() {
        return fatal;
    }

    /** Throws anything from anywhere. */
    static RuntimeException raise(Throwable thrown) {
        throw Thrown.<RuntimeException>unchecked(thrown);
    }

    @SuppressWarnings("unchecked") // the cast is erased
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Throws itself when it is asked anything. */
    private static final class TellsNothing extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw this;
        }

        @Override
        public synchronized Throwable getCause() {
            throw this;
        }

        @Override
        public String toString() {
            throw this;
        }
    }

    /** Gives null for a stack. */
    private static final class HasNoStack extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("NullAway") // a user's may
        public synchronized Throwable fillInStackTrace() {
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // a user's may
        public StackTraceElement[] getStackTrace() {
            return null;
        }
    }
}
