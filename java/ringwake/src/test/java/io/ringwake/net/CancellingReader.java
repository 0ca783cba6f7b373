package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.io.RingBuffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@link Pattern} to its end into buffers of every kind, and cancels reads that wait at
 * random moments: right after their start, after some turns, or when their bytes have come but were
 * not taken. Ready with the number of bytes.
 */
final class CancellingReader implements Future<Long> {
    private static final byte UNTOUCHED = 0x55;

    private final TcpStream stream;
    private final Random random;
    private final String context;
    private final Pattern pattern = new Pattern();
    private final Buf[] bufs = {Buf.allocate(700), Buf.allocate(5_000), Buf.allocate(20_000)};
    private final RingBuffer ring = RingBuffer.allocate(8_192);
    private final ByteBuffer[] plain = {
        ByteBuffer.allocate(600), ByteBuffer.allocateDirect(3_000), ByteBuffer.allocate(90_000)
    };
    private @Nullable Future<Integer> reading;
    private int kind;
    private int patience;
    private int cancelled;

    CancellingReader(TcpStream stream, long seed) {
        this.stream = stream;
        this.random = new Random(seed);
        this.context = "seed " + seed;
    }

    int cancelled() {
        return cancelled;
    }

    @Override
    public Poll<Long> poll(Context cx) throws Exception {
        while (true) {
            Future<Integer> current = reading == null ? begin() : reading;
            reading = current;
            // Sometimes cancelled without a look: never polled, or its bytes there and not taken.
            boolean look = patience >= 0 && random.nextInt(16) > 0;
            Poll<Integer> poll = look ? current.poll(cx) : Poll.pending();
            if (poll instanceof Poll.Ready<Integer> ready) {
                reading = null;
                if (ready.value() < 0) {
                    close();
                    return Poll.ready((Long) pattern.place());
                }
                take(ready.value());
            } else if (look && patience-- > 0) {
                if (random.nextBoolean()) {
                    cx.waker().wake(); // a turn, and look again; otherwise when it is ready
                }
                return Poll.pending();
            } else {
                current.cancel();
                reading = null;
                cancelled++;
                checkUntouched();
                if (random.nextBoolean()) {
                    cx.waker().wake();
                    return Poll.pending();
                }
            }
        }
    }

    private Future<Integer> begin() {
        patience = random.nextInt(5) - 1;
        checkUntouched();
        kind = random.nextInt(6);
        return switch (kind) {
            case 0, 1 -> stream.read(cleared(bufs[kind]));
            case 2 -> stream.read(cleared(bufs[0]), cleared(bufs[1]), cleared(bufs[2]));
            case 3 -> stream.read(ring);
            case 4 -> stream.read(plain[random.nextInt(3)]);
            default -> stream.read(plain);
        };
    }

    /** A buffer that a cancelled read still owns was cleared before that read. */
    private static Buf cleared(Buf buf) {
        return buf.isPinned() ? buf : buf.clear();
    }

    private void take(int count) {
        assertTrue(count > 0, context);
        long before = pattern.place();
        switch (kind) {
            case 0, 1, 2 -> {
                for (Buf buf : bufs) {
                    takeFrom(buf);
                }
            }
            case 3 -> {
                assertEquals(count, ring.readable(), context);
                while (!ring.isEmpty()) {
                    pattern.expect(ring.get(), context);
                }
            }
            default -> {
                for (ByteBuffer bytes : plain) {
                    takeFrom(bytes);
                }
            }
        }
        assertEquals(count, pattern.place() - before, context);
    }

    private void takeFrom(Buf buf) {
        buf.flip();
        while (buf.hasRemaining()) {
            pattern.expect(buf.get(), context);
        }
        buf.clear();
    }

    private void takeFrom(ByteBuffer bytes) {
        bytes.flip();
        while (bytes.hasRemaining()) {
            pattern.expect(bytes.get(), context);
        }
        bytes.clear();
        fill(bytes);
    }

    private static void fill(ByteBuffer bytes) {
        byte[] untouched = new byte[bytes.capacity()];
        Arrays.fill(untouched, UNTOUCHED);
        bytes.put(untouched).clear();
    }

    /** No read that is over, cancelled or not, writes into a ByteBuffer. */
    private void checkUntouched() {
        for (ByteBuffer bytes : plain) {
            if (bytes.get(0) == 0 && bytes.get(599) == 0) {
                fill(bytes); // before its first use
            }
            for (int at = 0; at < 600; at += 37) {
                assertEquals(UNTOUCHED, bytes.get(at), context);
            }
        }
    }

    private void close() {
        for (Buf buf : bufs) {
            buf.close();
        }
        ring.close();
    }

    @Override
    public void cancel() {
        if (reading != null) {
            reading.cancel();
        }
        close();
    }
}
