package dev.eventbus.runtime.channel;

/** A full channel drops the event that is offered. One rule serves all channels. */
final class DropNewest extends OverflowRule {

    private static final DropNewest RULE = new DropNewest();

    private DropNewest() {}

    static OverflowRule rule() { // ADR 12
        return RULE;
    }

    @Override
    boolean isPlain() {
        return true;
    }
}
