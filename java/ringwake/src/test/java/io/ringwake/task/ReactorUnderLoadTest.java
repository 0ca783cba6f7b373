package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** I/O completes although a hundred tasks are always ready to run. */
@Timeout(30)
final class ReactorUnderLoadTest {
    private static void exchangesUnder(Flavour flavour, Supplier<Future<Void>> load)
            throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            for (int i = 0; i < 100; i++) {
                rt.spawn(load.get());
            }
            assertEquals(Greeting.TEXT, rt.blockOn(Greeting.exchange(Tasks::spawn)));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = ".*(IO_URING|EPOLL)")
    void ofTasksThatWakeThemselves(Flavour flavour) throws Exception {
        exchangesUnder(flavour, () -> ReactorUnderLoadTest::wakeForEver);
    }

    private static Poll<Void> wakeForEver(Context cx) {
        cx.waker().wake();
        return Poll.pending();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = ".*(IO_URING|EPOLL)")
    void ofTasksThatYield(Flavour flavour) throws Exception {
        exchangesUnder(
                flavour, () -> Futures.repeatWhile(() -> Tasks.yieldNow().map(done -> true)));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = ".*(IO_URING|EPOLL)")
    void ofTasksThatUseUpTheirBudget(Flavour flavour) throws Exception {
        exchangesUnder(flavour, () -> Futures.repeatWhile(() -> Futures.ready(true)));
    }
}
