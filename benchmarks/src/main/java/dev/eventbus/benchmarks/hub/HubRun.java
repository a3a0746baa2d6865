package dev.eventbus.benchmarks.hub;

import dev.eventbus.benchmarks.harness.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * One round of {@link Dashboard}, in its process: one thread publishes as fast as it can, one reads the clients that
 * are not stuck, and one lets clients come and go, a thousand of each in a second if the hub is fast enough for that.
 */
final class HubRun {

    /** How many rooms there are; each client wants the updates of one. */
    static final int ROOMS = 100;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Hub hub;
    private final int stuck;
    private final AtomicBoolean over = new AtomicBoolean();
    // Written by the thread that lets clients come and go; the reader sees any of them, sooner or later.
    private final Hub.Client[] clients;

    private volatile long published;

    private HubRun(Hub hub, int clients, int stuck) {
        this.hub = hub;
        this.stuck = stuck;
        this.clients = new Hub.Client[clients];
    }

    /**
     * Measures and tells.
     *
     * @param arguments the hub, the number of clients, how many of them are stuck, and milliseconds
     * @throws InterruptedException never, unless something else interrupts
     */
    public static void main(String[] arguments) throws InterruptedException {
        Hub hub = switch (arguments[0]) {
            case "naive" -> new NaiveHub();
            case "eventbus" -> new EventBusHub(false);
            case "eventbus-topics" -> new EventBusHub(true);
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        int clients = Integer.parseInt(arguments[1]);
        new HubRun(hub, clients, Integer.parseInt(arguments[2])).measure(Long.parseLong(arguments[3]));
        System.exit(0); // closing ten thousand subscriptions is not what is measured
    }

    private void measure(long millis) throws InterruptedException {
        for (int i = 0; i < clients.length; i++) {
            clients[i] = connect(i);
        }
        List<Thread> threads = List.of(new Thread(this::publish), new Thread(this::read));
        threads.forEach(Thread::start);
        comeAndGo(millis / 2);
        long before = published;
        long start = System.nanoTime();
        List<Long> nanos = comeAndGo(millis);
        double seconds = (System.nanoTime() - start) / 1e9;
        new Result("published", (published - before) / seconds / 1e3, "thousand/s").print();
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        new Result("connect-and-disconnect-p50", sorted.get(sorted.size() / 2) / 1e3, "us").print();
        new Result("connect-and-disconnect-p99", sorted.get(sorted.size() * 99 / 100) / 1e3, "us").print();
        new Result("changes", nanos.size() / seconds, "/s").print();
    }

    private Hub.Client connect(int number) {
        return hub.connect(number % ROOMS, 16 + number % 3 * 16);
    }

    /** Replaces clients by new ones; gives how long each took. */
    private List<Long> comeAndGo(long millis) {
        Random random = new Random(42);
        List<Long> nanos = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            int number = random.nextInt(clients.length);
            long start = System.nanoTime();
            clients[number].disconnect();
            clients[number] = connect(number);
            nanos.add(System.nanoTime() - start);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return nanos;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread
    private void publish() {
        Update[] updates = new Update[ROOMS];
        for (int room = 0; room < ROOMS; room++) {
            updates[room] = new Update(room);
        }
        for (int i = 0; !over.get(); i++) {
            hub.publish(updates[i % ROOMS]);
            published++;
        }
    }

    /** Reads those that are not stuck, which are the first in every hundred. */
    private void read() {
        int stuckOfHundred = stuck * 100 / clients.length;
        while (!over.get()) {
            for (int i = 0; i < clients.length; i++) {
                if (i / ROOMS % 100 >= stuckOfHundred) {
                    while (clients[i].poll()) {}
                }
            }
        }
    }
}
