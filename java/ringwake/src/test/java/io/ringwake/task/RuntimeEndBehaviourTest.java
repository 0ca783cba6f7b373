package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.scheduler.RuntimeHooks;
import io.ringwake.time.Time;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runtimes that end in the middle of work, under the names of Tokio's tests. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class RuntimeEndBehaviourTest {
    private final Flavour flavour;

    RuntimeEndBehaviourTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    /** Each task spawns the next, without end. */
    @Test
    void lifoSlotBudget() throws Exception {
        OneShot<Integer> begun = new OneShot<>();
        Ringwake rt = flavour.builder().build();
        try (rt) {
            Future<Integer> first =
                    Futures.call(() -> {
                        spawnAnother();
                        begun.send(1);
                        return 0;
                    });
            rt.spawn(first).detach();
            assertEquals(1, rt.blockOn(begun));
        }
        assertEquals(0, rt.metrics().liveTasks());
    }

    private static int spawnAnother() {
        Tasks.spawn(Futures.call(RuntimeEndBehaviourTest::spawnAnother)).detach();
        return 0;
    }

    @Test
    void dropThreadpoolDropsFutures() {
        assumeTrue(flavour.isMultiThread());
        AtomicInteger threads = new AtomicInteger();
        AtomicInteger started = new AtomicInteger();
        RuntimeHooks counting =
                new RuntimeHooks() {
                    @Override
                    public void threadStarted() {
                        started.incrementAndGet();
                        threads.incrementAndGet();
                    }

                    @Override
                    public void threadStopping() {
                        threads.decrementAndGet();
                    }
                };
        for (int round = 0; round < 200; round++) {
            OneShot<Integer> never = new OneShot<>();
            try (Ringwake rt = flavour.builder().hooks(counting).build()) {
                rt.spawn(never).detach();
            }
            assertTrue(never.isCancelled());
            assertEquals(0, threads.get());
        }
        assertEquals(200 * flavour.workers(), started.get());
    }

    /** Data come in without end while the runtime is closed. */
    @Test
    void ioNotifyWhileShuttingDown() throws Exception {
        assumeTrue(flavour.hasIo());
        for (int round = 0; round < 10; round++) {
            AtomicInteger received = new AtomicInteger();
            Ringwake rt = flavour.builder().build();
            try (rt) {
                rt.blockOn(Futures.lazy(() -> startFlow(received)));
                while (received.get() < 3) {
                    rt.blockOn(Tasks.yieldNow());
                }
            }
            assertEquals(0, rt.metrics().liveTasks());
        }
    }

    private static Future<Void> startFlow(AtomicInteger received) throws Exception {
        TcpListener listener = TcpListener.bind(Greeting.ANY_PORT);
        Future<TcpStream> receiver = listener.accept().thenClose(listener);
        return Futures.join(
                receiver,
                TcpStream.connect(listener.localAddress()),
                (in, out) -> {
                    Tasks.spawn(receiveForEver(in, received).thenClose(in)).detach();
                    Tasks.spawn(sendForEver(out).thenClose(out)).detach();
                    return null;
                });
    }

    private static Future<Void> receiveForEver(TcpStream in, AtomicInteger received) {
        ByteBuffer buffer = ByteBuffer.allocate(16);
        return Futures.repeatWhile(() ->
                in.read(buffer)
                        .map(count -> {
                            buffer.clear();
                            received.incrementAndGet();
                            return true;
                        }));
    }

    private static Future<Void> sendForEver(TcpStream out) {
        return Futures.repeatWhile(() ->
                out.writeAll(ByteBuffer.wrap(new byte[1]))
                        .andThen(done -> Time.sleep(Duration.ofMillis(1)))
                        .map(done -> true));
    }
}
