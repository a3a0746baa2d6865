package dev.eventbus.sample.orders.service;

import java.io.IOException;

/**
 * A mail server that takes its time for each mail, and that cannot reach some mailboxes until it recovers. It sends
 * nothing anywhere.
 */
public final class SlowMailServer implements MailServer {

    /** The end of the addresses that cannot be reached during the outage. */
    private static final String UNREACHABLE = "7@example.com";

    private final long millisPerMail;
    private volatile boolean hasRecovered;

    public SlowMailServer(long millisPerMail) {
        this.millisPerMail = millisPerMail;
    }

    @Override
    public void send(String address, String subject) throws IOException, InterruptedException {
        Thread.sleep(millisPerMail);
        if (!hasRecovered && address.endsWith(UNREACHABLE)) {
            throw new IOException("cannot reach the mailbox");
        }
    }

    @Override
    public void recover() {
        hasRecovered = true;
    }
}
