package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.io.Copy;
import io.ringwake.task.JoinHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams whose task is on another worker at each poll. Nothing is lost or doubled, whatever is
 * cancelled on the way; on epoll every worker's ring comes to watch the same socket.
 */
@Timeout(60)
@ParameterizedClass
@MethodSource("severalWorkers")
final class StreamMigrationTest extends TcpTest {
    private static final long LENGTH = 2_000_000;

    private final long seed = System.nanoTime();

    StreamMigrationTest(Flavour flavour) {
        super(flavour);
    }

    static List<Flavour> severalWorkers() {
        return flavours().stream().filter(each -> each.workers() > 1).toList();
    }

    private <T> Migrating<T> migrating(Future<T> future, int number) {
        return new Migrating<>(future, flavour.workers(), seed + number);
    }

    @Test
    void anEchoGoesOnWhereverItIs() throws Exception {
        Pair pair = pair();
        try (Buf server = Buf.allocate(64);
                Buf client = Buf.allocate(64)) {
            EchoPeers peers =
                    new EchoPeers(
                            pair,
                            new EchoPeers.BufMemory(server),
                            new EchoPeers.BufMemory(client),
                            64);
            Migrating<Void> moving = migrating(peers.messages(5_000), 0);
            run(moving);
            assertTrue(moving.moves() > 1_000, moving.moves() + " moves, seed " + seed);
        }
        close(pair);
    }

    @RepeatedTest(5)
    void cancelledReadsLoseNothing() throws Exception {
        Pair pair = pair();
        CancellingReader reader = new CancellingReader(pair.server(), seed);
        PatternWriter writer = new PatternWriter(pair.client(), LENGTH, seed + 1, false);
        JoinHandle<Void> writing = runtime().spawn(migrating(writer, 2));
        assertEquals(LENGTH, run(migrating(reader, 3)), "seed " + seed);
        run(writing);
        assertTrue(reader.cancelled() > 20, reader.cancelled() + " cancelled, seed " + seed);
        close(pair);
    }

    /** The completion of a part may be on its way on a worker at that very moment. */
    @Test
    void aByteBufferIsLeftAloneOnceItsWriteIsCancelled() throws Exception {
        Pair pair = pair();
        Random random = new Random(seed);
        try (Buf buf = Buf.allocate(1 << 16)) {
            JoinHandle<Void> draining = runtime().spawn(drain(pair.server(), buf));
            ByteBuffer source = ByteBuffer.allocateDirect(4_000_000);
            for (int round = 0; round < 300; round++) {
                Future<Void> write = pair.client().writeAll(source.clear());
                assertFalse(inside(write).isReady());
                spin(random.nextInt(300_000));
                write.cancel();
                source.clear();
                spin(100_000);
                assertEquals(0, source.position(), "round " + round + " seed " + seed);
            }
            pair.client().close();
            run(draining);
        }
        close(pair);
    }

    /** Polls once, on a worker. */
    private <T> Poll<T> inside(Future<T> future) throws Exception {
        return run(cx -> Poll.ready(future.poll(cx)));
    }

    private static Future<Void> drain(TcpStream stream, Buf buf) {
        AtomicReference<@Nullable Future<Integer>> reading = new AtomicReference<>();
        return cx -> {
            while (true) {
                Future<Integer> read = reading.get();
                if (read == null) {
                    read = stream.read(buf.clear());
                    reading.set(read);
                }
                if (!(read.poll(cx) instanceof Poll.Ready<Integer> ready)) {
                    return Poll.pending();
                }
                reading.set(null);
                if (ready.value() < 0) {
                    return Poll.done();
                }
            }
        };
    }

    private static void spin(long nanos) {
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
            Thread.onSpinWait();
        }
    }

    @RepeatedTest(5)
    void cancelledWritesGoOnWhereTheyEnded() throws Exception {
        Pair pair = pair();
        inside(() -> pair.client().options().sendBufferBytes(20_000));
        CancellingReader reader = new CancellingReader(pair.server(), seed);
        PatternWriter writer = new PatternWriter(pair.client(), LENGTH, seed + 1, true);
        JoinHandle<Void> writing = runtime().spawn(migrating(writer, 2));
        assertEquals(LENGTH, run(migrating(reader, 3)), "seed " + seed);
        run(writing);
        assertTrue(writer.cancelled() > 10, writer.cancelled() + " cancelled, seed " + seed);
        close(pair);
    }

    @Test
    void aCopyBothWaysLosesNothing() throws Exception {
        Pair near = pair();
        Pair far = pair();
        JoinHandle<?> copying =
                runtime().spawn(migrating(Copy.bidirectional(near.server(), far.client()), 0));
        JoinHandle<Void> writing =
                runtime()
                        .spawn(migrating(new PatternWriter(near.client(), LENGTH, seed, false), 1));
        JoinHandle<Void> back =
                runtime().spawn(migrating(new PatternWriter(far.server(), LENGTH, seed, false), 2));
        JoinHandle<Long> reading =
                runtime().spawn(migrating(new CancellingReader(far.server(), seed), 3));
        assertEquals(LENGTH, run(new CancellingReader(near.client(), seed)), "seed " + seed);
        assertEquals(LENGTH, run(reading), "seed " + seed);
        run(writing);
        run(back);
        run(copying);
        close(near);
        close(far);
    }

    @Test
    void closingFromAnotherThreadEndsWhatIsUnderWay() throws Exception {
        ByteBuffer more = ByteBuffer.allocate(16 << 20); // than the sockets' buffers take
        for (int i = 0; i < 200; i++) {
            Pair pair = pair();
            JoinHandle<Integer> read =
                    runtime().spawn(migrating(pair.server().read(ByteBuffer.allocate(10)), i));
            JoinHandle<Void> write =
                    runtime().spawn(migrating(pair.server().writeAll(more.duplicate()), i));
            Thread closer = new Thread(() -> pair.server().close());
            closer.start();
            assertThrows(IOException.class, () -> run(read), "seed " + seed);
            assertThrows(IOException.class, () -> run(write), "seed " + seed);
            closer.join();
            run(pair.server().closed());
            pair.client().close();
        }
    }

    private static void close(Pair pair) {
        pair.server().close();
        pair.client().close();
    }
}
