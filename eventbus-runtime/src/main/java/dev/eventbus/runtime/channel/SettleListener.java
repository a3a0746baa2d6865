package dev.eventbus.runtime.channel;

/** Notified when no publisher waits for room in a channel any more. */
interface SettleListener {

    /** What became of the events of all publishers that waited has been counted. */
    void onPublishersSettled();
}
