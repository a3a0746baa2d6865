package dev.eventbus.sample.upload;

import dev.eventbus.CloseReport;
import dev.eventbus.EventBus;
import dev.eventbus.sample.console.Scenario;
import dev.eventbus.sample.console.Screen;
import dev.eventbus.sample.console.SubscriptionTable;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Uploads six files; the indexer fails for two of them, without effect on the other services. */
public record UploadScenario() implements Scenario {

    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(30);

    @Override
    public int run(InputStream in, Screen screen) {
        try (EventBus bus = EventBus.open()) {
            UploadService uploads = new UploadService(bus);
            Notifier notifier = new Notifier();
            Indexer indexer = new Indexer();
            Audit audit = new Audit();
            bus.register(notifier);
            bus.register(indexer);
            bus.register(audit);

            uploadFiles(uploads);
            CloseReport report = bus.close(TIME_TO_CLOSE);

            PrintStream out = screen.out();
            print(out, "UploadService stored", uploads.journal());
            print(out, "Notifier", notifier.journal().entries());
            print(out, "Indexer", indexer.journal().entries());
            print(out, "Audit", audit.journal().entries());
            SubscriptionTable.of(report.subscriptions()).print(out);
            out.println();
            out.println(
                    "Where the indexer threw, its own failures were counted and logged; every upload, every notice and"
                            + "\nevery line of the audit is there all the same.");
        }
        return 0;
    }

    private static void uploadFiles(UploadService uploads) {
        uploads.upload("minutes.txt", "Ada", "The board met and the board agreed");
        uploads.upload("holiday.jpg", "Kofi", "\u00ff\u00d8\u0000\u0010JFIF");
        uploads.upload("recipe.md", "Mei", "# Soup\nWater salt and a little patience");
        uploads.upload("backup.zip", "Kofi", "PK\u0003\u0004\u0000\u0000");
        uploads.upload("thesis.tex", "Zoe", "On the order of events and why it matters");
        uploads.upload("todo.txt", "Ada", "Call Mei about the soup");
    }

    private static void print(PrintStream out, String service, List<String> entries) {
        out.println(service + ":");
        entries.forEach(entry -> out.println("  " + entry));
        out.println();
    }
}
