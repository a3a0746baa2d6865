package dev.eventbus.sample.orders.service;

/** A mail server that needs some time for every mail, as they do. No mail is sent anywhere. */
public final class SlowMailServer implements MailServer {

    private final long millisPerMail;

    public SlowMailServer(long millisPerMail) {
        this.millisPerMail = millisPerMail;
    }

    @Override
    public void send(String address, String subject) throws InterruptedException {
        Thread.sleep(millisPerMail);
    }
}
