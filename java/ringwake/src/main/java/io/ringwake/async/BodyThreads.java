package io.ringwake.async;

import io.ringwake.future.Suppressed;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads for blocks that were not processed: virtual ones where the JDK has them, else daemon
 * threads that are used again. Their number has no limit: blocks wait for each other. Thread-safe.
 */
final class BodyThreads {
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private static final @Nullable MethodHandle START_VIRTUAL = findStartVirtual();

    private BodyThreads() {}

    /** Made when the first thread is needed that is not virtual. */
    private static final class Pool {
        private static final AtomicInteger LAST = new AtomicInteger();
        private static final ExecutorService THREADS = Executors.newCachedThreadPool(Pool::daemon);

        private static Thread daemon(Runnable body) {
            Thread thread = new Thread(body, "ringwake-async-" + LAST.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }

    private static @Nullable MethodHandle findStartVirtual() {
        if (Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS) {
            return null; // where the method is a preview it may be there and still refuse
        }
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class,
                            "startVirtualThread",
                            MethodType.methodType(Thread.class, Runnable.class));
        } catch (ReflectiveOperationException notThere) {
            return null;
        }
    }

    /** Runs the block on a thread of its own. */
    static void start(Runnable block) {
        MethodHandle startVirtual = START_VIRTUAL;
        if (startVirtual == null) {
            Pool.THREADS.execute(block);
            return;
        }
        try {
            Thread unused = (Thread) startVirtual.invokeExact(block);
        } catch (Throwable failure) {
            throw Suppressed.<RuntimeException>asIs(failure);
        }
    }
}
