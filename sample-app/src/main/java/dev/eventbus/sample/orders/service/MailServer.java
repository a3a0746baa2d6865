package dev.eventbus.sample.orders.service;

import java.io.IOException;

/** Sends mails. */
@FunctionalInterface
public interface MailServer {

    /**
     * Sends a mail and returns when it is sent.
     *
     * @throws IOException if the mailbox cannot be reached
     */
    void send(String address, String subject) throws IOException, InterruptedException;

    /** Ends an outage, if there is one. */
    default void recover() {}
}
