package io.ringwake.benchmarks.stress;

import io.ringwake.Ringwake;
import io.ringwake.RingwakeBuilder;
import io.ringwake.future.Poll;
import io.ringwake.reactor.Backend;
import java.io.File;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One runtime after the other, each with random options and random work, until the time is over.
 *
 * <p>A round fails if a sum is wrong, a task does not end, a thread or a file descriptor stays. A
 * round that takes longer than the limit has lost a wake: all stacks are printed, and the program
 * ends with 1. The seed of the round repeats its choices, though not what the threads do.
 */
public final class Stress {
    private static final long ROUND_LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int PIECES_MAX = 60;
    private static final long LEAK_LIMIT = 8;
    private static final boolean IS_LINUX = System.getProperty("os.name").startsWith("Linux");

    private static final AtomicLong ROUND_START = new AtomicLong(System.nanoTime());
    private static final AtomicLong FIRST_SEED = new AtomicLong();
    private static final AtomicLong SEED = new AtomicLong();

    private Stress() {}

    /** Arguments: seconds, seed. */
    public static void main(String[] args) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[0]));
        FIRST_SEED.set(Long.parseLong(args[1]));
        SEED.set(FIRST_SEED.get());
        startWatchdog();
        try {
            rounds(end);
        } catch (Throwable failure) {
            failure.printStackTrace();
            report(1);
            System.exit(1);
        }
        report(0);
        System.exit(0);
    }

    private static void rounds(long end) throws Exception {
        round(SEED.get()); // loads classes and what they keep open
        long filesBefore = openFiles();
        while (System.nanoTime() < end) {
            ROUND_START.set(System.nanoTime());
            round(SEED.incrementAndGet());
        }
        long files = openFiles();
        if (files > filesBefore + LEAK_LIMIT) {
            throw fail("open files: " + filesBefore + " before, " + files + " after");
        }
    }

    /** The line that scripts/stress looks for; the last round is the one that failed. */
    private static void report(int failed) {
        long first = FIRST_SEED.get();
        long last = SEED.get();
        System.out.println(
                "rounds: %d passed, %d failed, seeds %d to %d"
                        .formatted(last - first + 1 - failed, failed, first, last));
    }

    private static void round(long seed) throws Exception {
        Random random = new Random(seed);
        String name = "stress-" + seed;
        Ringwake runtime =
                kind(random)
                        .eventInterval(1 + random.nextInt(8))
                        .injectorInterval(1 + random.nextInt(5))
                        .seed(seed)
                        .threadName(name)
                        .shutdownTimeout(Duration.ofSeconds(30))
                        .build();
        try (runtime) {
            new Round(runtime, random).run(1 + random.nextInt(PIECES_MAX));
            if (random.nextBoolean()) {
                leaveWork(runtime, random.nextInt(200));
            }
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(name + "-")) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                if (thread.isAlive()) {
                    throw fail("seed " + seed + ": thread " + thread.getName() + " is left");
                }
            }
        }
    }

    /** Mostly several workers, which is where races are; now and then none but this thread. */
    private static RingwakeBuilder kind(Random random) {
        int workers = random.nextInt(6);
        RingwakeBuilder builder =
                workers == 0
                        ? Ringwake.currentThread()
                        : Ringwake.multiThread()
                                .workers(Math.min(workers, 4))
                                .lifoSlot(random.nextBoolean());
        return IS_LINUX && random.nextBoolean() ? builder.backend(Backend.EPOLL) : builder;
    }

    /** Tasks that are in the middle of something when the runtime is closed. */
    private static void leaveWork(Ringwake runtime, int tasks) {
        for (int i = 0; i < tasks; i++) {
            runtime.spawn(Round.sleep(Duration.ofHours(1))).detach();
            runtime.spawn(cx -> Poll.done()).detach();
        }
    }

    /** How many file descriptors this process has; 0 where that is not to be seen. */
    private static long openFiles() {
        String[] names = new File("/proc/self/fd").list();
        return names == null ? 0 : names.length;
    }

    private static IllegalStateException fail(String what) {
        return new IllegalStateException(what);
    }

    private static void startWatchdog() {
        Thread watchdog = new Thread(Stress::watch, "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private static void watch() {
        try {
            while (System.nanoTime() - ROUND_START.get() < ROUND_LIMIT_NANOS) {
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            return;
        }
        System.err.println("no progress: seed " + SEED.get());
        for (Map.Entry<Thread, StackTraceElement[]> stack : Thread.getAllStackTraces().entrySet()) {
            System.err.println(stack.getKey());
            for (StackTraceElement frame : stack.getValue()) {
                System.err.println("    at " + frame);
            }
        }
        report(1);
        Runtime.getRuntime().halt(1);
    }
}
