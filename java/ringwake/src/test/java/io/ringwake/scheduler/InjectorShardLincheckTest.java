package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes lost and doubled jobs in the {@link InjectorShard} under several pushers and takers, and
 * an {@code isEmpty()} that is believed by a worker that parks although a job is on its way. A
 * taker may come back with nothing while another one takes. Run: {@code mvn test
 * -Dtest=InjectorShardLincheckTest}.
 */
@Timeout(120)
class InjectorShardLincheckTest {
    private static final int INTERLEAVINGS = 500;

    private static final class Model {
        private final InjectorShard shard = new InjectorShard();
        private final List<List<Integer>> taken =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

        void push(int number) {
            shard.push(new NumberedJob(number), 1);
        }

        void pushTwo(int number) {
            NumberedJob first = new NumberedJob(number);
            first.nextQueued = new NumberedJob(number + 1);
            shard.push(first, 2);
        }

        void take(int taker, int times) {
            LocalQueue queue =
                    new LocalQueue(
                            4,
                            (first, last, count) -> {
                                throw new AssertionError("what is moved has room");
                            });
            for (int i = 0; i < times; i++) {
                Job job = shard.take(queue, 4, 1);
                for (; job != null; job = queue.pop()) {
                    taken.get(taker).add(((NumberedJob) job).number);
                }
            }
        }

        void takeOne(int taker) {
            Job job = shard.take();
            if (job != null) {
                taken.get(taker).add(((NumberedJob) job).number);
            }
        }

        void check(int... pushed) {
            while (!shard.isEmpty()) {
                take(2, 1);
            }
            int[] all = taken.stream().flatMap(List::stream).mapToInt(i -> i).sorted().toArray();
            if (!Arrays.equals(all, pushed)) {
                throw new AssertionError("came out: " + Arrays.toString(all));
            }
            if (shard.depth() != 0) {
                throw new AssertionError("empty with a depth of " + shard.depth());
            }
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
    void twoPushersAndATaker() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    run(
                            new Thread(() -> {
                                model.push(1);
                                model.push(2);
                            }),
                            new Thread(() -> model.pushTwo(3)),
                            new Thread(() -> model.take(0, 2)));
                    model.check(1, 2, 3, 4);
                });
    }

    @Test
    void aPusherAndTwoTakers() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.pushTwo(1);
                    run(
                            new Thread(() -> model.push(3)),
                            new Thread(() -> model.take(0, 2)),
                            new Thread(() -> model.take(1, 2)));
                    model.check(1, 2, 3);
                });
    }

    /** Without a queue to move to, so that nearly every switch is between two steps of a taker. */
    @Test
    void twoTakersThatExcludeEachOther() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.pushTwo(1);
                    run(new Thread(() -> model.takeOne(0)), new Thread(() -> model.takeOne(1)));
                    model.check(1, 2);
                });
    }

    @Test
    void aWorkerThatParksSeesWhatATakerLeaves() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.pushTwo(1);
                    AtomicBoolean empty = new AtomicBoolean();
                    run(
                            new Thread(() -> model.takeOne(0)),
                            new Thread(() -> empty.set(model.shard.isEmpty())));
                    if (empty.get()) {
                        throw new AssertionError("empty, with one job that nobody takes");
                    }
                    model.check(1, 2);
                });
    }
}
