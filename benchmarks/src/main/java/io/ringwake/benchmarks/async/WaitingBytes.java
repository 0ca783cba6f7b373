package io.ringwake.benchmarks.async;

import java.util.concurrent.TimeUnit;

/**
 * How many bytes of heap something takes that waits with three values to go on with, the values
 * themselves left out. Prints a number, measured with many at once as what the heap has grown by.
 */
public final class WaitingBytes {
    private static final int COUNT = 200_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private WaitingBytes() {}

    /** Prints {@code NAME BYTES} for the kind that is named. */
    public static void main(String[] args) throws Exception {
        try (Waiting kind = open(args[0])) {
            measure(args[0], kind);
        }
    }

    private static Waiting open(String name) {
        return switch (name) {
            case "block" -> new WaitingBlock();
            case "by_hand" -> new WaitingByHand();
            case "block_task" -> new WaitingTask(new WaitingBlock());
            case "by_hand_task" -> new WaitingTask(new WaitingByHand());
            case "stage" -> new WaitingStage();
            case "virtual_thread" -> new WaitingThread();
            default -> throw new IllegalArgumentException("kind=" + name);
        };
    }

    private static void measure(String name, Waiting kind) throws Exception {
        Object[] kept = new Object[COUNT];
        kind.start(0, 0, name); // classes are loaded, threads started
        long before = usedAfterCollection();
        for (int i = 0; i < COUNT; i++) {
            kept[i] = kind.start(i, i, name);
        }
        kind.settle();
        expectWaiting(kind, kept);
        long after = usedAfterCollection();
        System.out.printf("%s %.1f%n", name, (after - before) / (double) COUNT);
        expectWaiting(kind, kept); // and kept until here
    }

    private static void expectWaiting(Waiting kind, Object[] kept) {
        long begun = System.nanoTime();
        for (int i = 0; i < kept.length; i++) {
            while (!kind.isWaiting(kept[i])) {
                if (System.nanoTime() - begun > PATIENCE_NANOS) {
                    throw new IllegalStateException(i + " does not wait");
                }
                Thread.onSpinWait();
            }
        }
    }

    private static long usedAfterCollection() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime vm = Runtime.getRuntime();
        return vm.totalMemory() - vm.freeMemory();
    }
}
