package io.ringwake.io;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds buffers that became garbage without being closed, and where they were taken.
 *
 * <p>Off by default; {@code -Dringwake.leakDetection=true} switches it on, at the price of a stack
 * trace for every buffer. A leak is found when the garbage collector finds it, which may be late or
 * never.
 */
public final class LeakDetector {
    private static final boolean ENABLED = Boolean.getBoolean("ringwake.leakDetection");
    private static final AtomicLong LEAKS = new AtomicLong();
    private static volatile Consumer<BufferLeak> listener = LeakDetector::log;

    private LeakDetector() {}

    /** Whether buffers are tracked. */
    public static boolean isEnabled() {
        return ENABLED;
    }

    /** How many leaks were found so far. */
    public static long leaks() {
        return LEAKS.get();
    }

    /** Sets who is told of a leak, on the cleaner's thread; by default a warning is logged. */
    public static void onLeak(Consumer<BufferLeak> newListener) {
        listener = newListener;
    }

    static @Nullable LeakRecord track(Object buffer, String what) {
        return ENABLED ? trackAlways(buffer, what) : null;
    }

    static LeakRecord trackAlways(Object buffer, String what) {
        BufferLeak leak = new BufferLeak(what, new Throwable(what + " was taken here"));
        Report report = new Report(leak);
        Mapping.CLEANER.register(buffer, report);
        return report;
    }

    private static void log(BufferLeak leak) {
        System.getLogger("io.ringwake.io")
                .log(System.Logger.Level.WARNING, leak.what() + " was never closed", leak.taken());
    }

    /** Runs when the buffer is garbage. Must not refer to the buffer. */
    private static final class Report implements Runnable, LeakRecord {
        private final BufferLeak leak;
        private volatile boolean closed;

        Report(BufferLeak leak) {
            this.leak = leak;
        }

        @Override
        public void closed() {
            closed = true;
        }

        @Override
        public void run() {
            if (!closed) {
                LEAKS.incrementAndGet();
                listener.accept(leak);
            }
        }
    }
}
