package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.task.JoinHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading into and writing from several buffers, split at random; a failure names the seed. */
@Timeout(60)
@ParameterizedClass
@MethodSource("flavours")
final class TcpVectoredTest extends TcpTest {
    TcpVectoredTest(Flavour flavour) {
        super(flavour);
    }

    @RepeatedTest(20)
    void randomSplitsOfBufsKeepTheOrder() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Pair pair = pair();
        Buf[] sent = bufs(random, 1 + random.nextInt(300));
        Pattern pattern = new Pattern();
        for (Buf buf : sent) {
            while (buf.hasRemaining()) {
                buf.put(pattern.next());
            }
            buf.flip();
        }
        JoinHandle<Void> writer = runtime().spawn(pair.client().writeAll(sent));
        Pattern expected = new Pattern();
        while (expected.place() < pattern.place()) {
            Buf[] got = bufs(random, 1 + random.nextInt(300));
            int count = run(pair.server().read(got));
            long before = expected.place();
            for (Buf buf : got) {
                for (buf.flip(); buf.hasRemaining(); ) {
                    expected.expect(buf.get(), "seed " + seed);
                }
                buf.close();
            }
            assertEquals(count, expected.place() - before, "seed " + seed);
        }
        run(writer);
        for (Buf buf : sent) {
            assertFalse(buf.hasRemaining(), "seed " + seed);
            buf.close();
        }
        pair.server().close();
        pair.client().close();
    }

    /** The first has room, so that a read of none is not a read of nothing. */
    private static Buf[] bufs(Random random, int count) {
        Buf[] bufs = new Buf[count];
        for (int i = 0; i < count; i++) {
            bufs[i] = Buf.allocate(i == 0 ? 1 : random.nextInt(2_000));
        }
        return bufs;
    }

    @RepeatedTest(20)
    void randomSplitsOfByteBuffersKeepTheOrder() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Pair pair = pair();
        ByteBuffer[] sent = byteBuffers(random, 1 + random.nextInt(40));
        Pattern pattern = new Pattern();
        for (ByteBuffer bytes : sent) {
            while (bytes.hasRemaining()) {
                bytes.put(pattern.next());
            }
            bytes.flip();
        }
        JoinHandle<Void> writer = runtime().spawn(pair.client().writeAll(sent));
        Pattern expected = new Pattern();
        while (expected.place() < pattern.place()) {
            ByteBuffer[] got = byteBuffers(random, 1 + random.nextInt(40));
            int count = run(pair.server().read(got));
            long before = expected.place();
            for (ByteBuffer bytes : got) {
                for (bytes.flip(); bytes.hasRemaining(); ) {
                    expected.expect(bytes.get(), "seed " + seed);
                }
            }
            assertEquals(count, expected.place() - before, "seed " + seed);
        }
        run(writer);
        assertTrue(Arrays.stream(sent).noneMatch(ByteBuffer::hasRemaining), "seed " + seed);
        pair.server().close();
        pair.client().close();
    }

    private static ByteBuffer[] byteBuffers(Random random, int count) {
        ByteBuffer[] buffers = new ByteBuffer[count];
        for (int i = 0; i < count; i++) {
            int size = i == 0 ? 1 : random.nextInt(9_000);
            buffers[i] =
                    random.nextBoolean()
                            ? ByteBuffer.allocate(size)
                            : ByteBuffer.allocateDirect(size);
        }
        return buffers;
    }

    @Test
    void severalBuffersAreOneOperation() throws Exception {
        Pair pair = pair();
        Buf[] three = {Buf.allocate(2), Buf.allocate(0), Buf.allocate(3)};
        three[0].put((byte) 1).put((byte) 2).flip();
        three[2].put((byte) 3).put((byte) 4).put((byte) 5).flip();
        assertEquals(5, run(pair.client().write(three)));
        ByteBuffer got = ByteBuffer.allocate(10);
        assertEquals(5, run(pair.server().read(got)));
        for (Buf each : three) {
            each.close();
        }
        pair.server().close();
        pair.client().close();
    }

    @Test
    void theSameBufTwiceIsRefusedAndNoneStaysPinned() throws Exception {
        Pair pair = pair();
        Buf first = Buf.allocate(2);
        Buf twice = Buf.allocate(2);
        Future<Integer> read = pair.client().read(first, twice, twice);
        assertThrows(IllegalStateException.class, () -> run(read));
        assertFalse(first.isPinned() || twice.isPinned());
        first.close();
        twice.close();
        pair.server().close();
        pair.client().close();
    }

    @Test
    void theArrayOfACancelledReadMayBeChanged() throws Exception {
        Pair pair = pair();
        try (Buf first = Buf.allocate(16);
                Buf second = Buf.allocate(16)) {
            Buf[] bufs = {first};
            run(pair.client().writeAll(ByteBuffer.wrap(new byte[] {1, 2, 3})));
            run(pair.server().readable());
            run(cx -> {
                Future<Integer> read = pair.server().read(bufs);
                assertFalse(read.poll(cx).isReady());
                read.cancel();
                bufs[0] = second;
                return Poll.done();
            });
            assertEquals(3, run(pair.server().read(bufs)));
            assertFalse(first.isPinned() || second.isPinned());
        }
        pair.server().close();
        pair.client().close();
    }
}
