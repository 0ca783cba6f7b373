package io.ringwake.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Copy over streams made of arrays, polled by hand. */
@Timeout(30)
final class CopyTest {
    /** A stream that has bytes to read, takes bytes, and waits where it is told to. */
    private static final class Scripted implements AsyncRead, AsyncWrite {
        final byte[] input;
        final Random random;
        final ByteArrayOutputStream output = new ByteArrayOutputStream();
        int at;
        boolean readsWait;
        boolean writesWait;
        boolean failsToRead;
        boolean ended;
        int cancelled;

        Scripted(int bytes, long seed) {
            random = new Random(seed);
            input = new byte[bytes];
            random.nextBytes(input);
        }

        private <T> Future<T> future(Future<T> poll) {
            return new Future<>() {
                @Override
                public Poll<T> poll(Context cx) throws Exception {
                    return poll.poll(cx);
                }

                @Override
                public void cancel() {
                    cancelled++;
                }
            };
        }

        @Override
        public Future<Integer> read(Buf destination) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Integer> read(RingBuffer destination) {
            return future(cx -> {
                if (failsToRead) {
                    throw new IOException("scripted");
                }
                if (readsWait || !cx.proceed()) {
                    return Poll.pending();
                }
                int some = 1 + random.nextInt(5_000);
                int count = Math.min(Math.min(some, destination.writable()), input.length - at);
                if (count == 0) {
                    return Poll.ready(-1);
                }
                destination.put(input, at, count);
                at += count;
                return Poll.ready(count);
            });
        }

        @Override
        public Future<Integer> write(Buf source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Future<Integer> write(RingBuffer source) {
            return future(cx -> {
                if (writesWait || !cx.proceed()) {
                    return Poll.pending();
                }
                byte[] bytes = new byte[Math.min(1 + random.nextInt(5_000), source.readable())];
                source.get(bytes, 0, bytes.length);
                output.writeBytes(bytes);
                return Poll.ready(bytes.length);
            });
        }

        @Override
        public Future<Void> shutdownOutput() {
            return cx -> {
                ended = true;
                return Poll.done();
            };
        }
    }

    /** Counts what was spent; wakes nobody, since the test polls anyway. */
    private static final class Budget implements Context {
        int left;

        @Override
        public Waker waker() {
            return () -> {};
        }

        @Override
        public boolean proceed() {
            return left-- > 0;
        }

        @Override
        public Context withWaker(Waker waker) {
            return this;
        }

        Budget refill() {
            left = 128;
            return this;
        }
    }

    @Test
    void copiesBothWaysAndPassesTheEndsOn() throws Exception {
        Scripted a = new Scripted(1_000_000, 1);
        Scripted b = new Scripted(300_000, 2);
        Future<CopyCounts> copy = Copy.bidirectional(a, b);
        assertEquals(new CopyCounts(1_000_000, 300_000), drive(copy));
        assertEquals(new BigInteger(a.input), new BigInteger(b.output.toByteArray()));
        assertEquals(new BigInteger(b.input), new BigInteger(a.output.toByteArray()));
        assertTrue(a.ended && b.ended);
    }

    @Test
    void aBlockedDirectionDoesNotHoldUpTheOther() throws Exception {
        Scripted a = new Scripted(100_000, 3);
        Scripted b = new Scripted(100_000, 4);
        b.writesWait = true;
        Future<CopyCounts> copy = Copy.bidirectional(a, b, 4096);
        Budget budget = new Budget();
        for (int i = 0; i < 1_000; i++) {
            assertFalse(copy.poll(budget.refill()).isReady());
        }
        assertEquals(100_000, a.output.size());
        assertEquals(0, b.output.size());
        assertTrue(a.ended);
        assertFalse(b.ended);
        b.writesWait = false;
        assertEquals(new CopyCounts(100_000, 100_000), drive(copy));
    }

    @Test
    void isCooperative() throws Exception {
        Scripted a = new Scripted(10_000_000, 5);
        Scripted b = new Scripted(0, 6);
        Future<CopyCounts> copy = Copy.bidirectional(a, b);
        Budget budget = new Budget();
        assertFalse(copy.poll(budget.refill()).isReady());
        assertTrue(b.output.size() < 129 * 5_000, "one poll spends one budget");
    }

    @Test
    void aFailureCancelsTheOtherDirection() {
        Scripted a = new Scripted(10, 7);
        Scripted b = new Scripted(10, 8);
        b.readsWait = true;
        a.failsToRead = true;
        Future<CopyCounts> copy = Copy.bidirectional(b, a);
        assertThrows(IOException.class, () -> copy.poll(new Budget().refill()));
        assertEquals(1, b.cancelled);
        assertThrows(IllegalStateException.class, () -> copy.poll(new Budget().refill()));
    }

    @Test
    void oneWayLeavesTheSinkOpen() throws Exception {
        Scripted a = new Scripted(12_345, 9);
        Scripted b = new Scripted(0, 10);
        assertEquals(12_345L, drive(Copy.oneWay(a, b)));
        assertFalse(b.ended);
    }

    private static <T> T drive(Future<T> future) throws Exception {
        Budget budget = new Budget();
        while (true) {
            if (future.poll(budget.refill()) instanceof Poll.Ready<T> ready) {
                return ready.value();
            }
        }
    }
}
