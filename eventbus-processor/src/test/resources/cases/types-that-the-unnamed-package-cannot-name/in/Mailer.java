import com.acme.Order;
import dev.eventbus.Retry;
import dev.eventbus.Subscribe;

class Mailer extends Order {
    @Subscribe
    void onOrder(Created event) {}

    @Subscribe(retry = @Retry(maxAttempts = 3, retryOn = Refused.class))
    void onText(String event) {}

    @Subscribe(key = "created.id", concurrency = 2)
    void onHolder(Holder event) {}
}
