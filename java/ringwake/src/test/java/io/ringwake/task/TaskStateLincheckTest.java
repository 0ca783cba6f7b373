package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Waker;
import io.ringwake.scheduler.Worker;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes holes in the {@link TaskState} word and in {@link TaskJoiners}: a lost wake, two polls
 * at once, a task queued twice, two completions, a joiner that nobody wakes. Run: {@code mvn test
 * -Dtest=TaskStateLincheckTest}.
 */
@Timeout(120)
class TaskStateLincheckTest {
    private static final int INTERLEAVINGS = 1000;

    /** A task with a counter for a run queue, whose polls look at a message and stay pending. */
    private static final class Model extends TaskJoiners {
        private final AtomicInteger queued = new AtomicInteger(1);
        private final AtomicInteger inside = new AtomicInteger();
        private int message; // plain: the word alone makes it visible
        private int seen;
        private int cancels;
        private boolean completeAtNextPoll;
        private boolean cleansUpUntilTheMessage;
        private int givesWay; // in so many polls
        private boolean held; // by the worker, which queues it before its next look
        private boolean ended;

        void send(int value) {
            message = value;
            wakeFromOutside();
        }

        void wakeFromOutside() {
            if (setNotified()) {
                queue();
            }
        }

        @Override
        public void abort() {
            if (requestCancel()) {
                queue();
            }
        }

        private void queue() {
            assertTrue(queued.incrementAndGet() <= 1, "queued twice");
        }

        /** One look of a worker at its queue. */
        void work() {
            if (held) {
                held = false;
                queue();
            }
            if (queued.get() == 0) {
                return;
            }
            queued.decrementAndGet();
            switch (beginPoll()) {
                case POLL -> poll();
                case CANCEL -> cancelFuture();
                case NOTHING -> {}
            }
        }

        private void poll() {
            assertEquals(1, inside.incrementAndGet(), "two polls at once");
            seen = message;
            inside.decrementAndGet();
            if (completeAtNextPoll) {
                complete();
                wakeJoiners();
                return;
            }
            if (givesWay > 0) {
                givesWay--;
                held = keepRunning();
                if (held) {
                    return;
                }
            }
            switch (endPoll()) {
                case QUEUE -> queue();
                case CANCEL -> cancelFuture();
                case IDLE -> {}
            }
        }

        private void cancelFuture() {
            assertEquals(1, inside.incrementAndGet(), "cancel during a poll");
            cancels++;
            seen = message;
            boolean pending = cleansUpUntilTheMessage && seen == 0 && !isHurried();
            inside.decrementAndGet();
            if (!pending) {
                endCancelled();
                return;
            }
            switch (endCleanUp()) {
                case QUEUE -> queue();
                case CANCEL -> endCancelled();
                case IDLE -> {}
            }
        }

        private void endCancelled() {
            assertFalse(ended, "ended twice");
            ended = true;
            complete();
            wakeJoiners();
        }

        void drain() {
            for (int round = 0; round < 5; round++) {
                work();
            }
        }

        @Override
        protected void run(Worker worker) {}
    }

    private static void run(Thread... threads) {
        try {
            for (Thread thread : threads) {
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aMessageSentBeforeAWakeIsSeenByALaterPoll() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model task = new Model();
                    run(
                            new Thread(() -> {
                                task.work();
                                task.work();
                            }),
                            new Thread(() -> task.send(1)));
                    task.drain();
                    assertEquals(1, task.seen);
                });
    }

    @Test
    void aTaskThatGivesWaySeesTheMessageToo() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model task = new Model();
                    task.givesWay = 2;
                    run(
                            new Thread(() -> {
                                task.work();
                                task.work();
                                task.work();
                            }),
                            new Thread(() -> task.send(1)));
                    task.drain();
                    assertEquals(1, task.seen);
                    assertEquals(0, task.queued.get());
                });
    }

    @Test
    void aTaskThatGivesWayIsCancelledOnceToo() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model task = new Model();
                    task.givesWay = 2;
                    run(
                            new Thread(() -> {
                                task.work();
                                task.work();
                            }),
                            new Thread(task::abort),
                            new Thread(task::wakeFromOutside));
                    task.drain();
                    assertEquals(1, task.cancels);
                    assertTrue(task.isFinished());
                });
    }

    @Test
    void wakesOfTwoThreadsNeverQueueATaskTwice() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model task = new Model();
                    run(
                            new Thread(() -> {
                                task.work();
                                task.work();
                            }),
                            new Thread(task::wakeFromOutside),
                            new Thread(task::wakeFromOutside));
                    task.drain();
                    assertEquals(0, task.queued.get());
                });
    }

    @Test
    void anAbortCancelsOnceAndNeverDuringAPoll() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model task = new Model();
                    run(
                            new Thread(() -> {
                                task.work();
                                task.work();
                            }),
                            new Thread(task::abort),
                            new Thread(task::wakeFromOutside));
                    task.drain();
                    assertEquals(1, task.cancels);
                    assertTrue(task.isFinished());
                });
    }

    @Test
    void aCleanUpIsPolledUntilTheMessageItWaitsForAndEndsOnce() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model task = new Model();
                    task.cleansUpUntilTheMessage = true;
                    run(
                            new Thread(() -> {
                                task.work();
                                task.work();
                            }),
                            new Thread(task::abort),
                            new Thread(() -> task.send(1)));
                    task.drain();
                    assertEquals(1, task.seen);
                    assertTrue(task.isFinished());
                });
    }

    @Test
    void aCleanUpThatIsGivenUpEndsOnceWithoutItsMessage() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model task = new Model();
                    task.cleansUpUntilTheMessage = true;
                    run(
                            new Thread(() -> {
                                task.work();
                                task.work();
                            }),
                            new Thread(task::abort),
                            new Thread(() -> {
                                if (task.requestCancelNow()) {
                                    task.queue();
                                }
                            }));
                    task.drain();
                    assertTrue(task.isFinished());
                });
    }

    @Test
    void aJoinerSeesTheEndOrIsWoken() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model task = new Model();
                    task.completeAtNextPoll = true;
                    AtomicInteger pollerWakes = new AtomicInteger();
                    AtomicInteger otherWakes = new AtomicInteger();
                    boolean[] sawTheEnd = new boolean[1];
                    Waker pollers = pollerWakes::incrementAndGet;
                    run(
                            new Thread(task::work),
                            new Thread(() -> {
                                task.setPoller(pollers);
                                sawTheEnd[0] = task.isFinished();
                            }),
                            new Thread(() -> task.whenFinished(otherWakes::incrementAndGet)));
                    assertTrue(sawTheEnd[0] || pollerWakes.get() == 1, "the poller waits for ever");
                    assertEquals(1, otherWakes.get());
                });
    }
}
