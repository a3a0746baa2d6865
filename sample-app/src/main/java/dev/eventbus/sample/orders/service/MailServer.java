package dev.eventbus.sample.orders.service;

/** Where mails go out. */
@FunctionalInterface
public interface MailServer {

    /** Sends a mail, and returns when it is sent. */
    void send(String address, String subject) throws InterruptedException;
}
