package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
final class UnconstrainedTest {
    private static final int STEPS = 1000; // more than a budget

    /** Is ready after so many units of the budget; counts the polls that took. */
    private static final class Steps implements Future<Integer> {
        private int left = STEPS;
        private int polls;

        @Override
        public Poll<Integer> poll(Context cx) {
            polls++;
            for (; left > 0; left--) {
                Context same = cx.withWaker(cx.waker());
                if (!(left % 2 == 0 ? cx : same).proceed()) {
                    return Poll.pending();
                }
            }
            return Poll.ready(polls);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFutureIsNeverMadeToGiveWay(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            assertEquals(1, rt.blockOn(Tasks.unconstrained(new Steps())));
            assertTrue(rt.blockOn(new Steps()) > 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatSpendsTheBudgetBesideItIsMadeTo(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            List<Integer> polls =
                    rt.blockOn(
                            Futures.joinAll(
                                    List.of(Tasks.unconstrained(new Steps()), new Steps())));
            assertEquals(1, polls.get(0));
            assertTrue(polls.get(1) > 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void givingWayOnPurposeStillDoes(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            int[] polls = {0};
            Future<Void> yields = Tasks.yieldNow();
            Future<Void> counted =
                    cx -> {
                        polls[0]++;
                        return yields.poll(cx);
                    };
            rt.blockOn(Tasks.unconstrained(counted));
            assertEquals(2, polls[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isCancelledWithTheTask(Flavour flavour) throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            OneShot<Integer> message = new OneShot<>();
            JoinHandle<Integer> task = rt.spawn(Tasks.unconstrained(message));
            rt.blockOn(Tasks.yieldNow());
            task.abort();
            assertThrows(CancellationException.class, () -> rt.blockOn(task));
            assertTrue(message.isCancelled());
        }
    }
}
