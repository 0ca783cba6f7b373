package io.ringwake.benchmarks.scheduler;

/** Work that takes a while. */
final class Stall {
    private static final long NANOS = 10_000;

    private Stall() {}

    /** Ten microseconds on the processor, though it may be given to another thread. */
    @SuppressWarnings("ThreadPriorityCheck") // what the described load does
    static void run() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < NANOS) {
            Thread.yield();
        }
    }
}
