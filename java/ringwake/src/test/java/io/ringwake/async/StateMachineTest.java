package io.ringwake.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Context;
import io.ringwake.future.Futures;
import io.ringwake.future.ManualContext;
import io.ringwake.future.Poll;
import io.ringwake.future.SlowEnd;
import io.ringwake.future.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of a block, polled by hand outside of a runtime. */
@Timeout(30)
final class StateMachineTest {
    private final ManualContext cx = new ManualContext();
    private final Step<Integer> first = new Step<>();
    private final Step<Integer> closing = new Step<>();
    private final AwaitsInFinally block = new AwaitsInFinally(first, closing);

    @Test
    void runsToItsValue() throws Exception {
        assertFalse(block.poll(cx).isReady());
        first.complete(3);
        assertFalse(block.poll(cx).isReady());
        closing.complete(0);
        assertEquals(Poll.<Integer>ready((Integer) 3), block.poll(cx));
        assertThrows(IllegalStateException.class, () -> block.poll(cx));
    }

    @Test
    void saysWhereItIs() throws Exception {
        assertEquals("serve(Example.java, not started)", block.toString());
        block.poll(cx);
        assertEquals("serve(Example.java:12)", block.toString());
        first.complete(3);
        block.poll(cx);
        assertEquals("serve(Example.java:14)", block.toString());
        closing.complete(0);
        block.poll(cx);
        assertEquals("serve(Example.java, finished)", block.toString());
    }

    @Test
    void cancelledBeforeItsFirstPollNeverRuns() throws Exception {
        assertTrue(block.pollCancel(cx).isReady());
        assertEquals(List.of(), block.log());
        String message =
                assertThrows(IllegalStateException.class, () -> block.poll(cx)).getMessage();
        assertTrue(message.startsWith("serve(Example.java, finished) polled after"), message);
    }

    @Test
    void givenUpBeforeItsFirstPollNeverRuns() throws Exception {
        block.cancel();
        assertEquals(List.of(), block.log());
        assertThrows(IllegalStateException.class, () -> block.poll(cx));
    }

    @Test
    void aCancelReachesTheChildThenTheAwaitAndWaitsForTheFinallyBlock() throws Exception {
        SlowEnd<Integer> slow = new SlowEnd<>();
        AwaitsInFinally waiting = new AwaitsInFinally(slow, closing);
        waiting.poll(cx);
        assertFalse(waiting.pollCancel(cx).isReady());
        assertTrue(slow.isAsked());
        assertEquals(0, closing.polls());
        slow.end();
        assertFalse(waiting.pollCancel(cx).isReady());
        assertEquals(1, closing.polls());
        assertFalse(waiting.pollCancel(cx).isReady());
        assertEquals(List.of("begin"), waiting.log());
        closing.complete(0);
        assertTrue(waiting.pollCancel(cx).isReady());
        assertEquals(List.of("begin", "closed"), waiting.log());
        assertEquals(0, closing.cancels());
    }

    @Test
    void aFinishedOneHasNothingToCancel() throws Exception {
        first.complete(3);
        closing.complete(0);
        block.poll(cx);
        assertTrue(block.pollCancel(cx).isReady());
        block.cancel();
        assertEquals(0, first.cancels() + closing.cancels());
    }

    @Test
    void whatTheChildThrowsWhenCancelledArrivesAtTheAwait() throws Exception {
        SlowEnd<Integer> slow = new SlowEnd<>();
        AwaitsInFinally waiting = new AwaitsInFinally(slow, Futures.ready(0));
        waiting.poll(cx);
        IOException failure = new IOException("of the child");
        slow.endWith(failure);
        assertSame(failure, assertThrows(IOException.class, () -> waiting.pollCancel(cx)));
        assertEquals(List.of("begin", "closed"), waiting.log());
        assertTrue(waiting.pollCancel(cx).isReady());
    }

    @Test
    void whatTheCleanUpThrowsComesOut() throws Exception {
        block.poll(cx);
        IOException failure = new IOException("of the clean-up");
        closing.fail(failure);
        assertSame(failure, assertThrows(IOException.class, () -> block.pollCancel(cx)));
    }

    @Test
    void aFailureToCloseIsNotLostWithTheCancellation() throws Exception {
        CancellationException withFailure = new CancellationException();
        withFailure.addSuppressed(new IOException("of closing"));
        block.poll(cx);
        closing.fail(withFailure);
        assertSame(
                withFailure, assertThrows(CancellationException.class, () -> block.pollCancel(cx)));
    }

    @Test
    void givenUpOutsideOfARuntimeItIsCancelledAtEachAwait() throws Exception {
        block.poll(cx);
        block.cancel();
        assertEquals(1, first.cancels());
        assertEquals(1, closing.cancels());
        assertEquals(List.of("begin"), block.log());
        assertThrows(IllegalStateException.class, () -> block.poll(cx));
    }

    @Test
    void givenUpDuringItsCleanUpItIsCancelledAtTheAwaitOfThat() throws Exception {
        block.poll(cx);
        assertFalse(block.pollCancel(cx).isReady());
        block.cancel();
        assertEquals(1, closing.cancels());
        assertTrue(block.pollCancel(cx).isReady());
    }

    @Test
    void whatIsThrownByAnOwnerThatCannotWaitComesOutAsItself() throws Exception {
        block.poll(cx);
        IOException failure = new IOException("of the clean-up");
        closing.fail(failure);
        assertSame(failure, assertThrows(IOException.class, block::cancel));
    }

    @Test
    void oneThatAwaitsForEverIsLeftFinishedAndLetsGoOfWhatItAwaits() throws Exception {
        List<Step<Integer>> awaited = new ArrayList<>();
        StateMachine<Integer> stubborn =
                new StateMachine<>() {
                    @Override
                    protected String points() {
                        return "Example.java\nserve\n12";
                    }

                    @Override
                    public Poll<Integer> poll(Context context) {
                        Step<Integer> next = new Step<>();
                        awaited.add(next);
                        child = next;
                        state = 1;
                        return Poll.pending();
                    }
                };
        stubborn.poll(cx);
        stubborn.cancel();
        assertEquals("serve(Example.java, finished)", stubborn.toString());
        assertEquals(List.of(), stubborn.waitsFor());
        assertTrue(awaited.size() > 2, () -> "asked " + awaited.size() + " times");
        stubborn.cancel();
        assertEquals(awaited.size() - 1, awaited.stream().mapToInt(Step::cancels).sum());
    }
}
