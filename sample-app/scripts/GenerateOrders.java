import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes the orders that the sample ships with, one JSON object per line, the same ones every time:
 *
 * <pre>
 * java sample-app/scripts/GenerateOrders.java \
 *     &gt; sample-app/src/main/resources/dev/eventbus/sample/orders/orders.ndjson
 * </pre>
 */
final class GenerateOrders {

    private static final long SEED = 20_261_121L;
    private static final int ORDERS = 5_000;
    private static final int CUSTOMERS = 900;

    private static final String[] FIRST_NAMES = {
        "Ada", "Amara", "Bjørn", "Chloé", "Daniel", "Elif", "Fatima", "Giulia", "Hugo",
        "Ines", "Jana", "Kofi", "Łukasz", "Mei", "Nadia", "Oskar", "Priya", "Quentin",
        "Rosa", "Sven", "Tomás", "Uma", "Vera", "Wanjiru", "Yusuf", "Zoë"
    };
    private static final String[] LAST_NAMES = {
        "Almeida", "Bauer", "Chen", "Dubois", "Eriksson", "Ferrari", "García", "Haddad", "Ivanova", "Jensen",
        "Kowalski",
        "Lindqvist", "Müller", "Nakamura", "Okafor", "Petrov", "Rossi", "Schneider", "Tanaka", "Virtanen", "Weiss",
        "Yılmaz"
    };
    private static final List<Product> PRODUCTS = List.of(
            new Product("KITCHEN-KETTLE", 3999),
            new Product("BOOK-NOVEL", 1299),
            new Product("OFFICE-PEN", 249),
            new Product("HOME-CANDLE", 899),
            new Product("SPORT-BOTTLE", 1549),
            new Product("OFFICE-NOTEBOOK", 699),
            new Product("KITCHEN-KNIFE", 5490),
            new Product("BOOK-COOKING", 2499),
            new Product("GARDEN-SEEDS", 349),
            new Product("HOME-LAMP", 4595),
            new Product("KITCHEN-PAN", 6490),
            new Product("GARDEN-GLOVES", 1190),
            new Product("BOOK-TRAVEL", 1895),
            new Product("HOME-CUSHION", 1990),
            new Product("SPORT-MAT", 2990),
            new Product("OFFICE-KEYBOARD", 8990),
            new Product("KITCHEN-SCALE", 2295),
            new Product("GARDEN-POT", 1490),
            new Product("BOOK-COMIC", 1100),
            new Product("SPORT-BACKPACK", 7995),
            new Product("HOME-CLOCK", 3490),
            new Product("KITCHEN-TEAPOT", 3250),
            new Product("GARDEN-SHEARS", 2795),
            new Product("OFFICE-STAPLER", 1095),
            new Product("BOOK-POEMS", 1600),
            new Product("SPORT-TOWEL", 1290),
            new Product("HOME-VASE", 2890),
            new Product("OFFICE-MONITOR", 21900),
            new Product("GARDEN-HOSE", 3590),
            new Product("SPORT-TENT", 18900),
            new Product("OFFICE-CHAIR", 24900),
            new Product("HOME-RUG", 12900));

    private record Product(String sku, int cents) {}

    private GenerateOrders() {}

    public static void main(String[] args) {
        Random random = new Random(SEED);
        List<String> customers = customers(random);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (int number = 1; number <= ORDERS; number++) {
            // The square favours the first: some customers order often, most of them rarely.
            String customer = customers.get((int) (StrictMath.pow(random.nextDouble(), 2) * customers.size()));
            String items = items(random);
            out.print(format("{\"orderId\":\"O-%06d\",\"customer\":%s,\"items\":[%s]}\n", number, customer, items));
        }
        out.flush();
    }

    private static List<String> customers(Random random) {
        List<String> customers = new ArrayList<>();
        for (int number = 1; number <= CUSTOMERS; number++) {
            String name = FIRST_NAMES[random.nextInt(FIRST_NAMES.length)] + " "
                    + LAST_NAMES[random.nextInt(LAST_NAMES.length)];
            customers.add(format(
                    "{\"id\":\"C-%04d\",\"name\":\"%s\",\"email\":\"customer%d@example.com\"}", number, name, number));
        }
        return customers;
    }

    private static String items(Random random) {
        int count = 2 + (int) (StrictMath.pow(random.nextDouble(), 2) * 5);
        List<Product> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            Product product = PRODUCTS.get((int) (StrictMath.pow(random.nextDouble(), 1.6) * PRODUCTS.size()));
            if (!chosen.contains(product)) {
                chosen.add(product);
            }
        }
        StringBuilder items = new StringBuilder();
        for (Product product : chosen) {
            int quantity = random.nextInt(4) > 0 ? 1 : 2 + random.nextInt(4);
            int cents = random.nextInt(10) > 0 ? product.cents() : product.cents() * 9 / 10; // one in ten is on offer
            String separator = items.isEmpty() ? "" : ",";
            items.append(format(
                    "%s{\"sku\":\"%s\",\"quantity\":%d,\"unitPriceCents\":%d}",
                    separator, product.sku(), quantity, cents));
        }
        return items.toString();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
