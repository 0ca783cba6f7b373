package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Waker;
import io.ringwake.reactor.SubmissionEntry;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes holes in {@link RequestState}: a completion that nobody takes, a task that waits for a
 * change that has happened, memory that is freed twice, in use, or never. Run: {@code mvn test
 * -Dtest=RequestStateLincheckTest}.
 */
@Timeout(120)
class RequestStateLincheckTest {
    private static final int INTERLEAVINGS = 1000;

    /** The two sides as {@link StreamOperation} uses them, with counters for the bytes. */
    private static final class Model extends RequestState {
        private final AtomicInteger wakes = new AtomicInteger();
        private final Waker task = wakes::incrementAndGet;
        private int result; // plain: the state alone hands it over
        private int kept;
        private int taken;
        private final AtomicInteger freed = new AtomicInteger();
        private volatile boolean closed;
        private boolean gaveWay;
        private volatile boolean over; // cancelled: what the request names is the task's again
        private boolean trespassed;

        Model() {
            super(null);
        }

        // ---- the task's side

        void submit() {
            assertTrue(beginRequest());
            register(task);
            beginFlight();
        }

        void poll() {
            int seen = state();
            if (seen == COMPLETED) {
                taken += result;
                becomeIdle();
            } else if (seen == SUBMITTED || seen == QUEUED || seen == CONTINUING) {
                register(task);
                gaveWay = state() == seen;
                if (!gaveWay) {
                    poll();
                }
            } else if (seen == REQUESTED) {
                taken += kept;
                kept = 0;
                becomeIdle();
            }
        }

        void cancel() {
            while (!abandon()) {
                if (state() == COMPLETED) {
                    kept += result;
                    becomeIdle();
                    return;
                }
            }
            over = true;
        }

        private void becomeIdle() {
            endRequestBeforeLook();
            freeIfClosed();
        }

        // ---- the reactor's side

        void completeWith(int value) {
            result = value;
            if (publish(COMPLETED)) {
                return;
            }
            kept += value;
            if (settled()) {
                freeIfClosed();
            }
        }

        /** Looks at what the request names before it goes on. */
        void goOn() {
            if (claim()) {
                trespassed |= over;
                unclaim();
            }
        }

        // ---- any thread

        void close() {
            closed = true;
            freeIfClosed();
        }

        private void freeIfClosed() {
            if (closed && beginFree()) {
                freed.incrementAndGet();
            }
        }

        @Override
        protected void prepare(SubmissionEntry entry) {}

        @Override
        protected void complete(int completed, int flags) {}
    }

    @Test
    void aTaskThatGaveWayIsWoken() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.submit();
                    run(model::poll, () -> model.completeWith(7));
                    if (model.gaveWay) {
                        assertTrue(model.wakes.get() > 0, "waits for ever");
                        model.poll();
                    }
                    assertEquals(7, model.taken);
                });
    }

    @Test
    void whatACancelledOneBringsGoesToTheNext() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.submit();
                    run(
                            () -> {
                                model.cancel();
                                assertTrue(model.beginRequest());
                                model.poll();
                            },
                            () -> model.completeWith(7));
                    if (model.gaveWay) {
                        assertTrue(model.wakes.get() > 0, "waits for ever");
                        model.poll();
                    }
                    assertEquals(7, model.taken);
                });
    }

    @Test
    void aRequestMadeWhileAnotherThreadStillCancelsIsWoken() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.submit();
                    run(
                            model::cancel,
                            () -> {
                                if (model.state() == RequestState.ABANDONED) {
                                    assertTrue(model.beginRequest());
                                    model.poll();
                                }
                            },
                            () -> model.completeWith(7));
                    if (model.gaveWay) {
                        assertTrue(model.wakes.get() > 0, "waits for ever");
                    }
                });
    }

    @Test
    void whatACancelledRequestNamesIsNotLookedAt() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.submit();
                    run(
                            model::cancel,
                            () -> {
                                model.goOn();
                                model.completeWith(7);
                            });
                    assertFalse(model.trespassed);
                    assertEquals(7, model.kept);
                });
    }

    @Test
    void memoryIsFreedOnceWhoeverEndsLast() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.submit();
                    run(model::cancel, () -> model.completeWith(7), model::close);
                    assertEquals(1, model.freed.get());
                });
    }

    private static void run(Runnable... parts) {
        Thread[] threads = new Thread[parts.length];
        for (int i = 0; i < parts.length; i++) {
            threads[i] = new Thread(parts[i]);
            threads[i].start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
