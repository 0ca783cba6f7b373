package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes holes in {@link EndedMembers}: an end that is lost or given out twice, one that
 * overtakes an earlier one of the same thread, an owner that waits though a task has ended. Run:
 * {@code mvn test -Dtest=EndedMembersLincheckTest}.
 */
@Timeout(120)
class EndedMembersLincheckTest {
    private static final int INTERLEAVINGS = 500;

    /** The owner's waits have a counter of wakes each: a wake of a wait that is over is no help. */
    private static final class Model {
        private final EndedMembers<Integer> ended = new EndedMembers<>();
        private final List<JoinSetMember<Integer>> taken = new ArrayList<>();
        private final List<AtomicInteger> waits = new ArrayList<>();
        private boolean waiting;

        @SuppressWarnings("NullAway") // the task is not looked at
        JoinSetMember<Integer> member() {
            return new JoinSetMember<>(null, ended);
        }

        /** Polls until it would wait; so often at most. */
        void join(int polls) {
            for (int i = 0; i < polls && !waiting; i++) {
                AtomicInteger wakes = new AtomicInteger();
                waits.add(wakes);
                if (ended.hasNextOrRegister(wakes::incrementAndGet)) {
                    taken.add(ended.take());
                } else {
                    waiting = true;
                }
            }
        }

        void check(List<JoinSetMember<Integer>> all) {
            if (waiting && taken.size() < all.size()) {
                assertTrue(waits.get(waits.size() - 1).get() > 0, "the owner waits for ever");
            }
            while (ended.hasNext()) {
                taken.add(ended.take());
            }
            assertEquals(all.size(), taken.size(), "ends given out");
            assertTrue(taken.containsAll(all), "one was given out twice");
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
    void theEndsOfTwoTasksAreEachGivenOutOnce() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    JoinSetMember<Integer> one = model.member();
                    JoinSetMember<Integer> two = model.member();
                    run(
                            new Thread(one::wake),
                            new Thread(two::wake),
                            new Thread(() -> model.join(3)));
                    model.check(List.of(one, two));
                });
    }

    @Test
    void endsOfOneThreadAreGivenOutInTheirOrder() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    List<JoinSetMember<Integer>> members =
                            List.of(model.member(), model.member(), model.member());
                    run(
                            new Thread(() -> members.forEach(JoinSetMember::wake)),
                            new Thread(() -> model.join(4)));
                    model.check(members);
                    assertEquals(members, model.taken);
                });
    }
}
