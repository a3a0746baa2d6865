package dev.eventbus.runtime.index;

import dev.eventbus.spi.generated.SubscriberIndex;

/** The errors of an index that this runtime cannot use: which of the two is at fault, and how to fix it. */
final class IndexErrors {

    private IndexErrors() {}

    /**
     * Refuses an index of another contract.
     *
     * @throws IllegalStateException if this runtime does not understand what the index was generated for
     */
    static void require(SubscriberIndex index, int abi) {
        if (abi > SubscriberIndex.ABI) {
            throw new IllegalStateException(IndexOrigin.of(index) + " was generated for contract " + abi
                    + " by an eventbus-processor that is newer than this runtime, " + IndexOrigin.ofRuntime()
                    + ", which understands 1 to " + SubscriberIndex.ABI
                    + ". To fix it, use eventbus-runtime and eventbus-api in the version of that processor, or"
                    + " a later one.");
        }
        if (abi < 1) {
            throw new IllegalStateException(IndexOrigin.of(index) + " was generated for contract " + abi
                    + ", which this runtime does not understand: " + IndexOrigin.ofRuntime() + " understands 1 to "
                    + SubscriberIndex.ABI
                    + ". To fix it, compile the module of that index anew with eventbus-processor in the version of"
                    + " eventbus-runtime.");
        }
    }

    /** What went wrong while the index was asked. */
    static IllegalStateException broken(SubscriberIndex index, Throwable cause) {
        return new IllegalStateException(
                IndexOrigin.of(index) + " does not fit this runtime, " + IndexOrigin.ofRuntime() + ": " + cause
                        + ". To fix it, use eventbus-processor, eventbus-api and eventbus-runtime of one version, and"
                        + " compile the module of that index anew.",
                cause);
    }
}
