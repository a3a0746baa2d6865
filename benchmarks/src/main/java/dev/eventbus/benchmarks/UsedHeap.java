package dev.eventbus.benchmarks;

/** How much heap is used by what can be reached. */
public final class UsedHeap {

    private UsedHeap() {}

    /**
     * Collects garbage and looks.
     *
     * @return the bytes that are left
     * @throws InterruptedException never, unless something else interrupts
     */
    public static long bytes() throws InterruptedException {
        for (int pass = 0; pass < 5; pass++) {
            System.gc();
            Thread.sleep(20);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
