package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes lost and doubled jobs in the {@link LocalQueue}, with rings of two and four slots so
 * that indices wrap and pushes overflow all the time: one owner and two thieves. A thief may come
 * back with nothing while another one is at work, so what is checked is that every job that went in
 * comes out once, and that no slot stays taken. Run: {@code mvn test
 * -Dtest=LocalQueueLincheckTest}.
 */
@Timeout(120)
class LocalQueueLincheckTest {
    private static final int INTERLEAVINGS = 500;

    /** One owner and two thieves; counts how often each job came out. */
    private static final class Model {
        private final List<Job> overflowed = new ArrayList<>();
        private final int capacity;
        private final LocalQueue queue;
        private final LocalQueue[] thieves;
        private final List<List<Job>> taken;

        Model(int capacity) {
            this.capacity = capacity;
            queue = new LocalQueue(capacity, this::overflow);
            thieves = new LocalQueue[] {thief(capacity), thief(capacity)};
            taken = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        private static LocalQueue thief(int capacity) {
            return new LocalQueue(
                    capacity,
                    (first, last, count) -> {
                        throw new AssertionError("what is stolen has room");
                    });
        }

        /** Owner. */
        private void overflow(Job first, Job last, int count) {
            int found = 0;
            for (Job job = first; job != null; job = job.nextQueued) {
                overflowed.add(job);
                found++;
            }
            if (found != count || !overflowed.get(overflowed.size() - 1).equals(last)) {
                throw new AssertionError("overflow of " + found + " jobs, said to be " + count);
            }
        }

        void own(int pushes, int pops) {
            for (int i = 1; i <= pushes; i++) {
                queue.push(new NumberedJob(i));
            }
            for (int i = 0; i < pops; i++) {
                Job job = queue.pop();
                if (job != null) {
                    taken.get(0).add(job);
                }
            }
        }

        /** Owner: makes room, and pushes into it. */
        void replace(int firstNumber, int times) {
            for (int i = 0; i < times; i++) {
                own(0, 1);
                queue.push(new NumberedJob(firstNumber + i));
            }
        }

        void steal(int thief) {
            List<Job> loot = taken.get(thief + 1);
            Job job = queue.stealInto(thieves[thief]);
            for (; job != null; job = thieves[thief].pop()) {
                loot.add(job);
            }
        }

        void check(int pushes) {
            List<Job> all = new ArrayList<>(overflowed);
            taken.forEach(all::addAll);
            for (Job job = queue.pop(); job != null; job = queue.pop()) {
                all.add(job);
            }
            if (queue.room() != capacity) {
                throw new AssertionError("a thief has kept slots: " + queue.room() + " are free");
            }
            boolean[] seen = new boolean[pushes + 1];
            for (Job job : all) {
                int number = ((NumberedJob) job).number;
                if (seen[number]) {
                    throw new AssertionError("job " + number + " came out twice");
                }
                seen[number] = true;
            }
            if (all.size() != pushes) {
                throw new AssertionError(all.size() + " of " + pushes + " jobs came out");
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

    private static void race(Model model, Runnable owner, int thieves) {
        Thread first = new Thread(() -> model.steal(0));
        if (thieves == 1) {
            run(new Thread(owner), first);
        } else {
            run(new Thread(owner), first, new Thread(() -> model.steal(1)));
        }
    }

    private static void explore(int capacity, int pushes, int pops, int thieves) {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model(capacity);
                    race(model, () -> model.own(pushes, pops), thieves);
                    model.check(pushes);
                });
    }

    @Test
    void aFullRingOfTwoUnderOneThief() {
        explore(2, 4, 2, 1);
    }

    @Test
    void aRingOfTwoUnderTwoThieves() {
        explore(2, 3, 2, 2);
    }

    @Test
    void aRingOfFourThatWrapsUnderOneThief() {
        explore(4, 7, 3, 1);
    }

    private static void exploreFull(int capacity, int replaced, int thieves) {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model(capacity);
                    model.own(capacity, 0);
                    race(model, () -> model.replace(capacity + 1, replaced), thieves);
                    model.check(capacity + replaced);
                });
    }

    @Test
    void theOwnerReplacesWhatAThiefCopies() {
        exploreFull(2, 2, 1);
    }

    @Test
    void theOwnerReplacesWhatTwoThievesCopy() {
        exploreFull(4, 2, 2);
    }

    /** The same with real threads, and many rounds on one ring so that the counts move on. */
    @Test
    void realThreadsLoseAndDoubleNothing() throws Exception {
        long seed = Long.getLong("ringwake.test.seed", System.nanoTime());
        System.out.println("LocalQueue stress: -Dringwake.test.seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            int capacity = 2 << random.nextInt(3);
            int pushes = 1 + random.nextInt(200);
            Model model = new Model(capacity);
            CyclicBarrier start = new CyclicBarrier(3);
            run(
                    new Thread(() -> {
                        await(start);
                        model.own(pushes, pushes / 2);
                    }),
                    new Thread(() -> {
                        await(start);
                        repeat(pushes / 4, () -> model.steal(0));
                    }),
                    new Thread(() -> {
                        await(start);
                        repeat(pushes / 4, () -> model.steal(1));
                    }));
            model.check(pushes);
        }
    }

    private static void repeat(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            action.run();
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
