package io.ringwake.scheduler;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads of the workers of a multi-thread runtime: started together, ended together. */
final class WorkerThreads {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private static final String STUCK =
            "worker {0} has not ended within the shutdown timeout and is left to itself; it is in"
                    + " {1}";

    /** How long a worker that is not stuck may take to close its driver. */
    private static final long END_NANOS_MIN = 100_000_000;

    private final WorkerThread[] threads;
    private final String name;
    private final CountDownLatch opened;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    WorkerThreads(StealingWorker[] workers, ThreadNames names) {
        threads = new WorkerThread[workers.length];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new WorkerThread(workers[i], names.worker(i));
        }
        name = names.worker(0);
        opened = new CountDownLatch(threads.length);
    }

    /** Starts all, and returns when each has said how that went. */
    void startAll() {
        int started = 0;
        try {
            for (; started < threads.length; started++) {
                threads[started].start();
            }
        } catch (Throwable noThread) {
            failure.compareAndSet(null, noThread);
            for (int i = started; i < threads.length; i++) {
                opened.countDown();
            }
        }
        awaitOpened();
        Throwable first = failure.get();
        if (first != null) {
            WorkerThreads.<RuntimeException>throwAsIs(first);
        }
    }

    private void awaitOpened() {
        boolean interrupted = false;
        while (true) {
            try {
                opened.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the workers are on their way: ends soon
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A worker could not open its driver. On its thread. */
    void notStarted(Throwable failed) {
        failure.compareAndSet(null, failed);
        opened.countDown();
    }

    /**
     * A worker has all that it needs. On its thread, which waits here until every worker has said
     * how its start went: what they have made for themselves is then visible to all.
     */
    void started() {
        opened.countDown();
        awaitOpened();
    }

    /** A thread that closes the runtime while its caller goes on. */
    Thread closer(Runnable body) {
        Thread thread = new Thread(body, name + "-closer");
        thread.setDaemon(true);
        return thread;
    }

    /** Waits until all have ended; says which has not in time, and where it is. */
    void join(long deadlineNanos) {
        long deadline = Math.max(deadlineNanos, System.nanoTime() + END_NANOS_MIN);
        for (int i = 0; i < threads.length; i++) {
            if (!hasEnded(threads[i], deadline)) {
                LOGGER.log(System.Logger.Level.WARNING, STUCK, i, place(threads[i]));
            }
        }
    }

    /** The same without a word. */
    void awaitAll(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        for (WorkerThread thread : threads) {
            hasEnded(thread, deadline);
        }
    }

    private static boolean hasEnded(Thread thread, long deadline) {
        boolean interrupted = false;
        try {
            while (thread.isAlive() && thread != Thread.currentThread()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                try {
                    thread.join(Math.max(1, left / 1_000_000));
                } catch (InterruptedException e) {
                    interrupted = true; // kept for the caller: closing goes on
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String place(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length == 0 ? "no frame" : stack[0].toString();
    }

    void logFailure(int worker, Throwable broken) {
        LOGGER.log(System.Logger.Level.ERROR, "worker " + worker + " has failed", broken);
    }

    /** Throws any Throwable where the signature names none: the worker's own object. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> void throwAsIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
