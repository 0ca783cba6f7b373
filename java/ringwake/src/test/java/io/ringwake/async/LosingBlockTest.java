package io.ringwake.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Select;
import io.ringwake.task.OneShot;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A block that loses against something else, which does not wait for what the block has to await in
 * order to end: that goes on as a task.
 */
@Timeout(30)
@ParameterizedClass
@EnumSource(Flavour.class)
final class LosingBlockTest {
    private final OneShot<Integer> closing = new OneShot<>();
    private final AwaitsInFinally block = new AwaitsInFinally(new OneShot<>(), closing);
    private final IOException failure = new IOException("of the other one");
    private final Future<Integer> fails =
            Tasks.yieldNow()
                    .map(nothing -> {
                        throw failure;
                    });
    private final Ringwake rt;

    LosingBlockTest(Flavour flavour) {
        this.rt = flavour.orSkip().builder().build();
    }

    @AfterEach
    void close() {
        closing.send(0);
        rt.close();
    }

    /** What it lost against has ended: so does the block, when its clean-up can. */
    private void assertCleansUpLater() throws Exception {
        assertEquals(List.of("begin"), block.log());
        assertEquals(1, rt.dump().tasks().size(), () -> rt.dump().toString());
        closing.send(0);
        while (!rt.dump().tasks().isEmpty()) {
            rt.blockOn(Tasks.yieldNow());
        }
        assertEquals(List.of("begin", "closed"), block.log());
    }

    @Test
    void aDeadline() throws Exception {
        Future<Integer> late = Futures.lazy(() -> Time.timeout(Duration.ofMillis(1), block));
        assertThrows(TimeoutException.class, () -> rt.blockOn(late));
        assertCleansUpLater();
    }

    @Test
    void anotherBranch() throws Exception {
        Select<String> first =
                Select.<String>biased()
                        .on(block, value -> "block")
                        .on(Tasks.yieldNow(), nothing -> "other");
        assertEquals("other", rt.blockOn(first));
        assertCleansUpLater();
    }

    @Test
    void aRace() throws Exception {
        assertEquals(5, rt.blockOn(Futures.raceBiased(List.of(block, Futures.ready(5)))));
        assertCleansUpLater();
    }

    @Test
    void theFailureOfWhatItIsJoinedWith() throws Exception {
        assertEquals(
                failure,
                assertThrows(IOException.class, () -> rt.blockOn(Futures.join(block, fails))));
        assertCleansUpLater();
    }

    @Test
    void theFailureOfOneOfAll() throws Exception {
        Future<List<Integer>> all = Futures.tryJoinAll(List.of(block, fails));
        assertEquals(failure, assertThrows(IOException.class, () -> rt.blockOn(all)));
        assertCleansUpLater();
    }
}
