package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Joined;
import io.ringwake.future.Poll;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** I/O completes although a hundred tasks are always ready to run. */
@Timeout(30)
final class ReactorUnderLoadTest {
    private static final InetSocketAddress ANY =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static void acceptsUnder(Flavour flavour, Supplier<Future<Void>> load)
            throws Exception {
        try (Ringwake rt = flavour.orSkip().builder().build()) {
            for (int i = 0; i < 100; i++) {
                rt.spawn(load.get());
            }
            Joined<TcpStream, TcpStream> both =
                    rt.blockOn(
                            Futures.lazy(() -> {
                                TcpListener listener = TcpListener.bind(ANY);
                                return Futures.join(
                                        listener.accept(),
                                        TcpStream.connect(listener.localAddress()));
                            }));
            assertEquals(both.first().remoteAddress(), both.second().localAddress());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void ofTasksThatWakeThemselves(Flavour flavour) throws Exception {
        acceptsUnder(flavour, () -> ReactorUnderLoadTest::wakeForEver);
    }

    private static Poll<Void> wakeForEver(Context cx) {
        cx.waker().wake();
        return Poll.pending();
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void ofTasksThatYield(Flavour flavour) throws Exception {
        acceptsUnder(flavour, () -> Futures.repeatWhile(() -> Tasks.yieldNow().map(done -> true)));
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void ofTasksThatUseUpTheirBudget(Flavour flavour) throws Exception {
        acceptsUnder(flavour, () -> Futures.repeatWhile(() -> Futures.ready(true)));
    }
}
