import dev.eventbus.Subscribe;

class Loose {
    @Subscribe
    void onText(String event) {}
}
