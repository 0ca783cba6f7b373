package io.ringwake.net;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ringwake.Flavour;
import io.ringwake.Handle;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.scheduler.Scheduler;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Listeners that are bound on threads which are no workers: those of async blocks that were not
 * processed, which this class is not, and those that have entered a runtime.
 */
@Timeout(60)
@ParameterizedClass
@MethodSource("flavours")
final class BindingThreadTest extends TcpTest {
    BindingThreadTest(Flavour flavour) {
        super(flavour);
    }

    @Test
    void aBlockThatWasNotProcessedBindsAndServes() throws Exception {
        int echoed =
                run(
                        async(() -> {
                            try (TcpListener listener = TcpListener.bind(loopback())) {
                                return await(echoOnce(listener));
                            }
                        }));
        assertEquals(5, echoed);
    }

    @Test
    void aBlockThatWasNotProcessedBindsAListenerForEachWorker() throws Exception {
        int listeners =
                run(
                        async(() -> {
                            try (WorkerListeners bound =
                                    WorkerListeners.bind(loopback(), ListenOptions.defaults())) {
                                return bound.size();
                            }
                        }));
        assertEquals(inside(() -> Scheduler.current().workers()), listeners);
    }

    @Test
    @SuppressWarnings("try") // to be inside is all
    void aThreadThatEnteredTheRuntimeBinds() throws Exception {
        inside(() -> true); // a current_thread runtime opens its ring as it begins to run
        TcpListener listener;
        try (Handle.Entered entered = runtime().handle().enter()) {
            listener = TcpListener.bind(loopback());
        }
        assertEquals(5, run(echoOnce(listener)));
        listener.close();
    }

    @Test
    @SuppressWarnings("try")
    void aRuntimeThatIsClosedRefuses() throws Exception {
        inside(() -> true);
        Handle handle = runtime().handle();
        runtime().close();
        try (Handle.Entered entered = handle.enter()) {
            assertThrows(IllegalStateException.class, () -> TcpListener.bind(loopback()));
        }
    }

    /** Sends five bytes through a connection to the listener. */
    private static Future<Integer> echoOnce(TcpListener listener) {
        return async(() -> {
            Pair pair =
                    await(
                            Futures.join(
                                    listener.accept(),
                                    TcpStream.connect(listener.localAddress()),
                                    Pair::new));
            try (TcpStream server = pair.server();
                    TcpStream client = pair.client()) {
                await(client.writeAll(bytes("bytes")));
                return await(server.read(ByteBuffer.allocate(10)));
            }
        });
    }
}
