import dev.eventbus.Subscribe;

class Mailer {
    @Subscribe
    void onText(String event) {}
}
