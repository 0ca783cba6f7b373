package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.scheduler.UnheardFailures;
import io.ringwake.scheduler.UnseenFailures;
import io.ringwake.scheduler.Worker;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes holes in {@link ScopeChildren}: a body that waits though its children have ended or one
 * has failed, a child that goes on after the scope has ended or failed, a failure that is lost.
 * Run: {@code mvn test -Dtest=ScopeChildrenLincheckTest}.
 */
@Timeout(120)
class ScopeChildrenLincheckTest {
    private static final int INTERLEAVINGS = 100;

    /** A task in the middle of a poll, which ends when it is told to and not when aborted. */
    private static final class Child extends TaskResult<Integer> {
        private final AtomicInteger aborts = new AtomicInteger();

        @SuppressWarnings("NullAway") // the scheduler is not asked for
        Child() {
            super(null);
            beginPoll();
        }

        void succeed() {
            finish(1);
        }

        void failWith(Throwable failure) {
            UnseenFailures unheard = UnheardFailures.create();
            finish(new Outcome.Failed(failure, unheard.add(this, id(), "", failure)));
        }

        @Override
        public void abort() {
            aborts.incrementAndGet();
        }

        @Override
        protected void run(Worker worker) {}

        @Override
        void ended() {}

        @Override
        boolean isSpawned() {
            return true;
        }
    }

    private static final class Model {
        private final ScopeChildren children = new ScopeChildren(true);
        private final AtomicInteger wakes = new AtomicInteger();
        private final RuntimeException failure = new RuntimeException();
        private final Child one = new Child();
        private final Child two = new Child();
        private boolean ended;
        private boolean sawFailure;

        /** One poll of the scope's body, which is done itself. */
        void poll() {
            children.watch(wakes::incrementAndGet);
            sawFailure = children.failure() != null;
            ended = children.endIfEmpty();
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
    void theBodySeesThatAllHaveEndedOrIsWoken() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.children.add(model.one);
                    model.children.add(model.two);
                    run(
                            new Thread(model.one::succeed),
                            new Thread(model.two::succeed),
                            new Thread(model::poll));
                    assertTrue(model.ended || model.wakes.get() > 0, "the scope waits for ever");
                    assertTrue(model.children.endIfEmpty(), "a child is left");
                    assertEquals(0, model.one.aborts.get() + model.two.aborts.get());
                });
    }

    @Test
    void aFailureIsSeenOrWakesTheBodyAndEndsTheSibling() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.children.add(model.one);
                    run(
                            new Thread(() -> model.one.failWith(model.failure)),
                            new Thread(() -> model.children.add(model.two)),
                            new Thread(model::poll));
                    assertSame(model.failure, model.children.failure());
                    assertTrue(
                            model.sawFailure || model.wakes.get() > 0, "the body waits for ever");
                    assertTrue(model.two.aborts.get() > 0, "the sibling goes on");
                });
    }

    @Test
    void aChildThatComesAsTheScopeEndsIsInItOrAborted() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    model.children.add(model.one);
                    run(
                            new Thread(model.one::succeed),
                            new Thread(() -> model.children.add(model.two)),
                            new Thread(model::poll));
                    assertTrue(
                            !model.ended || model.two.aborts.get() > 0,
                            "it goes on after the scope");
                    model.two.succeed();
                    assertTrue(model.children.endIfEmpty(), "a child is left");
                });
    }
}
