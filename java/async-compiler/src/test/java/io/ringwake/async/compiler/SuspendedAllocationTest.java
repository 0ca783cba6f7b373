package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A block that is left and entered again allocates nothing by that. */
@Timeout(60)
final class SuspendedAllocationTest {
    private static final int ROUNDS = 100_000;

    /** Far below one byte an await: what the measurement and a late compilation may cost. */
    private static final long BYTES_MAX = 16_384;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Locals of every kind and an operand are kept over the await; says when half is over. */
    private static final String LOOP =
            """
            static Future<Integer> run(Future<Integer> f, Runnable half, int rounds) {
                return async(() -> {
                    int sum = 0; long wide = 1; double real = 0.5;
                    String text = "t"; char[] none = null;
                    for (int i = 0; i < rounds; i++) {
                        if (i == rounds / 2) { half.run(); }
                        try {
                            sum += await(f) + text.length() - 1;
                        } finally {
                            wide += i; real += wide;
                        }
                    }
                    return none == null && real > 0 ? sum : -1;
                });
            }
            static Future<Integer> outer(Future<Integer> inner) {
                return async(() -> await(inner) + 0);
            }
            """;

    /** Pending and woken, then ready, again and again. */
    private static final class EverySecond implements Future<Integer> {
        private static final Poll<Integer> ONE = Poll.ready(1);

        private boolean pending;

        @Override
        public Poll<Integer> poll(Context cx) {
            pending = !pending;
            if (!pending) {
                return ONE;
            }
            cx.waker().wake();
            return Poll.pending();
        }
    }

    /** Measures from the half on. */
    private static final class Measured implements Future<Long>, Runnable {
        private final Future<?> block;
        private long before;

        Measured(boolean nested) {
            Sample sample = Sample.of(LOOP);
            Future<?> loop = sample.call("run", new EverySecond(), this, 2 * ROUNDS);
            this.block = nested ? sample.call("outer", sample.call("outer", loop)) : loop;
        }

        @Override
        public void run() {
            before = allocated();
        }

        @Override
        public Poll<Long> poll(Context cx) throws Exception {
            if (!(block.poll(cx) instanceof Poll.Ready<?> ready)) {
                return Poll.pending();
            }
            long bytes = allocated() - before;
            assertTrue(ready.value().equals(2 * ROUNDS), ready::toString);
            return Poll.ready((Long) bytes);
        }

        private static long allocated() {
            return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        }
    }

    private static void assertSteady(Measured block) throws Exception {
        try (Ringwake rt = Ringwake.currentThread().withoutIo().build()) {
            long bytes = rt.blockOn(block);
            assertTrue(bytes < BYTES_MAX, bytes + " bytes in " + ROUNDS + " awaits");
        }
    }

    @Test
    void anAwaitThatSuspendsAllocatesNothing() throws Exception {
        assertSteady(new Measured(false));
    }

    @Test
    void norDoesOneThatBlocksAwaitThroughOthers() throws Exception {
        assertSteady(new Measured(true));
    }
}
