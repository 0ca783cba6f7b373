package io.ringwake.scheduler;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Excludes a lost wake-up between the queues and {@link IdleWorkers}: in no interleaving are all
 * workers that could run a queued job parked without an unpark under way. The workers are the real
 * protocol without a driver: search, leave off, park, look once more. Run: {@code mvn test
 * -Dtest=IdleWorkersLincheckTest}.
 */
@Timeout(120)
class IdleWorkersLincheckTest {
    private static final int INTERLEAVINGS = 500;

    private static final class Model {
        private final SharedInjector injector = new SharedInjector(2);
        private final IdleWorkers idle;
        private final ModelWorker[] workers;

        /** With both workers in one group, or each in its own. */
        Model(int groups) {
            idle = new IdleWorkers(NearGroupsTest.groups(2, worker -> worker % groups));
            workers = new ModelWorker[] {new ModelWorker(0, 0), new ModelWorker(1, 1 % groups)};
        }

        void produce(int number) {
            injector.push(new NumberedJob(number));
            wakeOne(0);
        }

        private void wakeOne(int group) {
            IdleWorkers.Member picked = idle.pickOne(group);
            if (picked != null) {
                workers[picked.worker()].unpark();
            }
        }

        /** A worker of which a wait that would not end leaves the thread instead. */
        private final class ModelWorker {
            private final ParkState parkState = new ParkState();
            private final IdleWorkers.Member member;
            private final int group;
            private final AtomicBoolean unparked = new AtomicBoolean();
            private boolean searching;
            private volatile boolean busy;
            private volatile boolean stuck;

            ModelWorker(int index, int group) {
                this.group = group;
                member = new IdleWorkers.Member(index, group);
            }

            void work(int rounds) {
                for (int round = 0; round < rounds && !stuck; round++) {
                    Job job = find();
                    if (job == null) {
                        park();
                    }
                }
            }

            private Job find() {
                if (!searching && !idle.beginSearch()) {
                    return null;
                }
                searching = true;
                Job job = injector.take(member.worker(), null, 0);
                if (job != null) {
                    endSearch();
                }
                return job;
            }

            private void park() {
                parkState.announce();
                idle.park(member, searching);
                searching = false;
                boolean workFound = !injector.isEmpty();
                if (!workFound && !unparked.getAndSet(false)) {
                    stuck = true; // would wait here
                    return;
                }
                parkState.leave();
                searching = idle.unparked(member, workFound);
            }

            /** The same with jobs that do not end: after the first this worker is of no help. */
            void workForLong(int rounds) {
                for (int round = 0; round < rounds && !stuck && !busy; round++) {
                    Job job = injector.take(member.worker(), null, 0); // as when it is due
                    if (job == null) {
                        job = find();
                    } else {
                        endSearch();
                    }
                    if (job == null) {
                        park();
                    } else {
                        busy = true;
                    }
                }
            }

            private void endSearch() {
                if (searching) {
                    searching = false;
                    if (idle.endSearch() && !injector.isEmpty()) {
                        wakeOne(group);
                    }
                }
            }

            private void unpark() {
                if (parkState.claimUnpark()) {
                    unparked.set(true);
                }
            }

            boolean sleeps() {
                return stuck && !unparked.get();
            }
        }

        void check() {
            assertTrue(
                    injector.isEmpty() || !workers[0].sleeps() || !workers[1].sleeps(),
                    "both workers sleep on a job that nobody will wake them for");
        }

        /** One that has left off is awake, and would look again. */
        void checkBusy() {
            boolean someAwake = false;
            boolean someSleep = false;
            for (ModelWorker worker : workers) {
                someAwake |= !worker.busy && !worker.sleeps();
                someSleep |= worker.sleeps();
            }
            assertTrue(
                    injector.isEmpty() || someAwake || !someSleep,
                    "a worker sleeps on a job while the other is busy with one");
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aJobPushedWhileTwoWorkersGoToSleepIsNotSleptOn(int groups) {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model(groups);
                    run(
                            new Thread(() -> model.workers[0].work(2)),
                            new Thread(() -> model.workers[1].work(2)),
                            new Thread(() -> model.produce(1)));
                    model.check();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSecondJobPushedDuringASearchIsNotSleptOn(int groups) {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model(groups);
                    model.workers[1].work(1);
                    run(
                            new Thread(() -> model.workers[0].work(3)),
                            new Thread(() -> {
                                model.produce(1);
                                model.produce(2);
                            }));
                    model.check();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aSecondJobIsNotLeftToABusyWorker(int groups) {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS / 2,
                () -> {
                    Model model = new Model(groups);
                    model.workers[0].work(1);
                    run(
                            new Thread(() -> model.workers[1].workForLong(2)),
                            new Thread(() -> {
                                model.produce(1);
                                model.produce(2);
                            }));
                    model.checkBusy();
                });
    }
}
