package dev.eventbus.sample;

import dev.eventbus.sample.console.Scenario;
import dev.eventbus.sample.console.Screen;
import java.io.InputStream;

/** Prints the usage. */
record Help() implements Scenario {

    static final String TEXT = """
            Usage: sample-app [orders [FILE|-]] [--rate N] [--mail-millis N]
                   sample-app upload
                   sample-app patterns
                   sample-app --help

            orders     A shop: customers place orders, and payment, shipping, inventory, analytics,
                       notifications and e-mail react to them, each on its own. E-mail is slow, and
                       some mails fail: they are retried, kept as dead letters and redriven. This
                       is the default.
            upload     Files are uploaded; one of three services that react fails for some of them.
            patterns   Subscribers with the topic patterns user.*, *.error and * side by side.

            Options of orders:
              FILE             orders, one JSON object per line; a line that is not an order is
                               reported and skipped. Without it: 5,000 orders that come with the sample.
              -                read orders from standard input
              --rate N         at most N orders per second, 0 for as fast as possible (default 1500)
              --mail-millis N  how long each mail takes, 0 to 1000 (default 2)

            An order:
              {"orderId":"O-1","customer":{"id":"C-1","name":"Ada","email":"ada@example.com"},
               "items":[{"sku":"BOOK-NOVEL","quantity":2,"unitPriceCents":1299}]}
            (on one line; quantity from 1 to 10,000, unitPriceCents from 0 to 100,000,000)

            Exit codes:
              0  done; skipped lines are no error
              1  the orders cannot be read: no such file, a directory, no permission
              2  the command line is wrong
            """;

    @Override
    public int run(InputStream in, Screen screen) {
        screen.out().print(TEXT);
        return 0;
    }
}
