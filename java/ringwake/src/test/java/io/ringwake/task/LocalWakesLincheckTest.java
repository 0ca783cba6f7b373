package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Poll;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes holes in {@link LocalWakes}: a woken task that is not turned, and a set that waits while
 * a task is queued. The set is the real protocol without its tasks' futures: attend, turn what is
 * there, leave, look once more. Run: {@code mvn test -Dtest=LocalWakesLincheckTest}.
 */
@Timeout(120)
class LocalWakesLincheckTest {
    private static final int INTERLEAVINGS = 500;

    private static final class Model {
        private final LocalWakes queue = new LocalWakes();
        private final AtomicInteger wakes = new AtomicInteger();
        private final Woken one = new Woken();
        private final Woken two = new Woken();
        private boolean waiting;

        /** A task of the set, and the last message that a turn of it has seen. */
        private final class Woken {
            private final LocalTask<?> task = bareTask();
            private int message; // plain: the task's word alone makes it visible
            private int seen;

            @SuppressWarnings("NullAway") // neither the scheduler nor the set is asked for
            private static LocalTask<Void> bareTask() {
                return new LocalTask<>(null, null, cx -> Poll.pending());
            }

            void send(int value) {
                message = value;
                if (task.setNotified()) {
                    queue.push(task);
                }
            }

            void turn() {
                assertEquals(TaskState.Begin.POLL, task.beginPoll(), "queued while running");
                seen = message;
                if (task.endPoll() == TaskState.End.QUEUE) {
                    queue.push(task);
                }
            }
        }

        /** Both have had their first turn. */
        Model() {
            one.turn();
            two.turn();
        }

        /** The set's polls, until one returns pending without having asked for another. */
        void drive(int polls) {
            for (int i = 0; i < polls && !waiting; i++) {
                queue.attend();
                for (LocalTask<?> task = queue.poll(); task != null; task = queue.poll()) {
                    (task == one.task ? one : two).turn();
                }
                queue.leave(wakes::incrementAndGet);
                waiting = queue.isEmpty();
            }
        }

        void check(int lastOfOne, int lastOfTwo) {
            boolean allSeen = one.seen == lastOfOne && two.seen == lastOfTwo;
            assertTrue(allSeen || !waiting || wakes.get() > 0, "the set waits for ever");
            waiting = false;
            drive(1);
            assertEquals(lastOfOne, one.seen, "the first task's message");
            assertEquals(lastOfTwo, two.seen, "the second task's message");
            assertTrue(queue.isEmpty(), "a task is queued twice");
        }
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
    void wakesOfTwoTasksWhileTheSetGoesToSleep() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    run(
                            new Thread(() -> model.one.send(1)),
                            new Thread(() -> model.two.send(2)),
                            new Thread(() -> model.drive(2)));
                    model.check(1, 2);
                });
    }

    @Test
    void aTaskIsWokenAgainDuringItsTurn() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    run(
                            new Thread(() -> {
                                model.one.send(1);
                                model.one.send(2);
                            }),
                            new Thread(() -> model.drive(3)));
                    model.check(2, 0);
                });
    }
}
