package io.ringwake.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RingBuffer: a byte queue without a seam, and its two pins. */
@Timeout(30)
final class RingBufferTest {
    @Test
    void roundsItsCapacityUpToPages() {
        try (RingBuffer one = RingBuffer.allocate(1);
                RingBuffer three = RingBuffer.allocate(3 * one.capacity() - 1)) {
            assertTrue(one.capacity() >= 4096);
            assertEquals(3 * one.capacity(), three.capacity());
        }
        assertThrows(IllegalArgumentException.class, () -> RingBuffer.allocate(0));
    }

    @Test
    void whatIsPutAcrossTheSeamIsReadInOneStretch() {
        try (RingBuffer ring = RingBuffer.allocate(1)) {
            int capacity = ring.capacity();
            ring.put(new byte[capacity - 3]).skip(capacity - 3);
            ring.putLong(0x0102030405060708L);
            assertEquals(0x0102030405060708L, ring.peekLong(0));
            byte[] taken = new byte[8];
            ring.get(taken, 0, 8);
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, taken);
            assertEquals(capacity + 5L, ring.head());
        }
    }

    @Test
    void keepsTheOrderOfBytesOverRandomPutsAndTakes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ArrayDeque<Byte> model = new ArrayDeque<>();
        // Three pages: indices wrap where no power of two is.
        try (RingBuffer ring = RingBuffer.allocate(3 * 4096)) {
            for (int i = 0; i < 3_000; i++) {
                byte[] bytes = new byte[random.nextInt(ring.capacity() / 2)];
                random.nextBytes(bytes);
                if (random.nextBoolean()) {
                    int put = ring.put(ByteBuffer.wrap(bytes));
                    for (int j = 0; j < put; j++) {
                        model.add(bytes[j]);
                    }
                } else {
                    int taken = ring.get(ByteBuffer.wrap(bytes));
                    for (int j = 0; j < taken; j++) {
                        assertEquals(model.remove(), bytes[j], "seed " + seed);
                    }
                }
                assertEquals(model.size(), ring.readable(), "seed " + seed);
                assertEquals(ring.tail() - ring.head(), ring.readable(), "seed " + seed);
            }
        }
    }

    @Test
    void refusesMoreThanItHoldsOrHas() {
        try (RingBuffer ring = RingBuffer.allocate(1)) {
            assertThrows(BufferUnderflowException.class, ring::get);
            ring.put(new byte[ring.capacity()]);
            assertEquals(0, ring.writable());
            assertThrows(BufferOverflowException.class, () -> ring.put((byte) 1));
            assertThrows(IndexOutOfBoundsException.class, () -> ring.peekInt(ring.capacity() - 3));
        }
    }

    @Test
    void findsAByteAcrossTheSeam() {
        try (RingBuffer ring = RingBuffer.allocate(1)) {
            ring.put(new byte[ring.capacity() - 2]).skip(ring.capacity() - 2);
            ring.put(new byte[] {1, 2, 3, '\n', 5});
            assertEquals(3, ring.indexOf((byte) '\n', 0));
            assertEquals(-1, ring.indexOf((byte) '\n', 4));
        }
    }

    @Test
    void takesFromABuf() {
        try (RingBuffer ring = RingBuffer.allocate(1);
                Buf buf = Buf.allocate(10_000)) {
            assertEquals(ring.capacity(), ring.put(buf));
            assertEquals(10_000 - ring.capacity(), buf.remaining());
        }
    }

    @Test
    void headAndTailArePinnedOneByOne() {
        try (RingBuffer ring = RingBuffer.allocate(1)) {
            ring.put(new byte[] {1, 2, 3});
            ring.pinTail("read");
            Exception thrown = assertThrows(IllegalStateException.class, () -> ring.put((byte) 1));
            assertTrue(thrown.getMessage().contains("read"));
            assertEquals(1, ring.get());
            ring.pinHead("write");
            assertThrows(IllegalStateException.class, ring::get);
            ring.unpinTail(5);
            assertThrows(IllegalStateException.class, ring::get);
            assertEquals(7, ring.readable());
            ring.unpinHead(2);
            assertEquals(5, ring.readable());
        }
    }

    @Test
    void closeWaitsForBothSides() {
        RingBuffer ring = RingBuffer.allocate(1);
        ring.pinHead("write");
        ring.pinTail("read");
        ring.close();
        ring.unpinTail(0);
        assertTrue(ring.isPinned());
        ring.unpinHead(0);
        assertThrows(IllegalStateException.class, ring::get);
    }
}
