package io.ringwake.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Buf: position and limit, values, bounds, pins and close. */
@Timeout(30)
final class BufTest {
    @Test
    void hasExactlyTheCapacityAskedFor() {
        for (int capacity : new int[] {0, 1, 4096, 4097, 65_536, 65_537, 1 << 20}) {
            try (Buf buf = Buf.allocate(capacity)) {
                assertEquals(capacity, buf.capacity());
                assertEquals(capacity, buf.remaining());
                assertTrue(buf.address() != 0);
            }
        }
    }

    @Test
    void rejectsANegativeCapacityByName() {
        Exception thrown = assertThrows(IllegalArgumentException.class, () -> Buf.allocate(-1));
        assertTrue(thrown.getMessage().contains("capacity=-1"));
    }

    /** Rounded up to whole pages it is larger than a view of it can be. */
    @Test
    void memoryThatCannotBeViewedIsUnmapped() throws IOException {
        long before = addressSpaceKibibytes();
        for (int i = 0; i < 4; i++) {
            assertThrows(Throwable.class, () -> Buf.allocate(Integer.MAX_VALUE));
        }
        long more = addressSpaceKibibytes() - before;
        assertTrue(more < 4L << 20, more + " KiB");
    }

    private static long addressSpaceKibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmSize:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void flipsClearsRewindsAndCompacts() {
        try (Buf buf = Buf.allocate(10)) {
            buf.put(ascii("abcdef")).flip();
            assertEquals(6, buf.remaining());
            assertEquals('a', buf.get());
            assertEquals('b', buf.get());
            buf.compact();
            assertEquals(4, buf.position());
            assertEquals(10, buf.limit());
            buf.flip();
            assertEquals("cdef", take(buf));
            buf.rewind();
            assertEquals("cdef", take(buf));
            assertFalse(buf.hasRemaining());
            buf.clear();
            assertEquals(10, buf.remaining());
        }
    }

    @Test
    void agreesWithByteBufferOverRandomCalls() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        ByteBuffer model = ByteBuffer.allocate(300);
        try (Buf buf = Buf.allocate(300)) {
            buf.put(new byte[300]).clear();
            for (int i = 0; i < 20_000; i++) {
                step(random, model, buf);
                assertEquals(model.position(), buf.position(), "seed " + seed);
                assertEquals(model.limit(), buf.limit(), "seed " + seed);
            }
            model.clear();
            buf.clear();
            assertEquals(model, copy(buf), "seed " + seed);
        }
    }

    private static void step(Random random, ByteBuffer model, Buf buf) {
        long value = random.nextLong();
        byte[] some = new byte[random.nextInt(20)];
        random.nextBytes(some);
        switch (random.nextInt(12)) {
            case 0 -> same(() -> model.put((byte) value), () -> buf.put((byte) value));
            case 1 -> same(() -> model.putShort((short) value), () -> buf.putShort((short) value));
            case 2 -> same(() -> model.putInt((int) value), () -> buf.putInt((int) value));
            case 3 -> same(() -> model.putLong(value), () -> buf.putLong(value));
            case 4 -> same(() -> model.put(some), () -> buf.put(some));
            case 5 -> same(() -> model.get(some), () -> buf.get(new byte[some.length]));
            case 6 -> same(model::flip, buf::flip);
            case 7 -> same(model::clear, buf::clear);
            case 8 -> same(model::compact, buf::compact);
            case 9 -> {
                int at = random.nextInt(310);
                same(() -> model.putInt(at, (int) value), () -> buf.putInt(at, (int) value));
            }
            case 10 -> {
                ByteOrder order =
                        random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
                model.order(order);
                assertSame(order, buf.order(order).order());
            }
            default -> {
                int at = random.nextInt(301);
                same(() -> model.position(at), () -> buf.position(at));
            }
        }
    }

    /** Both succeed or both fail. */
    private static void same(Runnable model, Runnable buf) {
        boolean modelFailed = fails(model);
        assertEquals(modelFailed, fails(buf));
    }

    private static boolean fails(Runnable call) {
        try {
            call.run();
            return false;
        } catch (BufferOverflowException
                | BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            return true;
        }
    }

    @Test
    void readsBackWhatItStoresInEitherOrder() {
        try (Buf buf = Buf.allocate(14)) {
            buf.order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0x0102).putInt(0x03040506);
            buf.putLong(0x0708090a0b0c0d0eL).flip();
            assertEquals(0x02, buf.get(0));
            assertEquals(0x0102, buf.getShort());
            assertEquals(0x03040506, buf.getInt());
            assertEquals(0x0708090a0b0c0d0eL, buf.getLong());
            assertEquals(0x0201, buf.order(ByteOrder.BIG_ENDIAN).getShort(0));
        }
    }

    @Test
    void boundsErrorsNameIndexAndCapacity() {
        try (Buf buf = Buf.allocate(8)) {
            Exception thrown = assertThrows(IndexOutOfBoundsException.class, () -> buf.getInt(5));
            assertTrue(thrown.getMessage().contains("index=5"), thrown.getMessage());
            assertTrue(thrown.getMessage().contains("capacity=8"), thrown.getMessage());
            buf.position(7);
            Exception over =
                    assertThrows(BufferOverflowException.class, () -> buf.putShort((short) 1));
            assertTrue(over.getCause().getMessage().contains("capacity=8"));
            assertEquals(7, buf.position());
            assertThrows(IndexOutOfBoundsException.class, () -> buf.get(new byte[2], 1, 2));
            assertEquals(7, buf.position());
        }
    }

    @Test
    void movesBytesFromAndToByteBuffersUpToWhatBothHold() {
        try (Buf buf = Buf.allocate(8)) {
            ByteBuffer source = ByteBuffer.wrap(ascii("0123456789"));
            assertEquals(8, buf.put(source));
            assertEquals(2, source.remaining());
            buf.flip();
            ByteBuffer direct = ByteBuffer.allocateDirect(5);
            assertEquals(5, buf.get(direct));
            assertFalse(direct.hasRemaining());
            assertEquals(3, buf.remaining());
        }
    }

    @Test
    void useAfterCloseThrows_andClosingTwiceIsHarmless() {
        Buf buf = Buf.allocate(16);
        buf.close();
        buf.close();
        assertTrue(buf.isClosed());
        assertThrows(IllegalStateException.class, buf::get);
        assertThrows(IllegalStateException.class, () -> buf.put((byte) 1));
        assertThrows(IllegalStateException.class, buf::clear);
        assertThrows(IllegalStateException.class, buf::address);
        assertThrows(IllegalStateException.class, () -> buf.pin("read"));
    }

    @Test
    void whileItIsPinnedEveryAccessNamesTheOperation() {
        try (Buf buf = Buf.allocate(16)) {
            buf.pin("read on somewhere");
            for (Runnable access :
                    new Runnable[] {buf::get, buf::flip, () -> buf.put(1, (byte) 1)}) {
                Exception thrown = assertThrows(IllegalStateException.class, access::run);
                assertTrue(thrown.getMessage().contains("read on somewhere"));
            }
            assertThrows(IllegalStateException.class, () -> buf.pin("another"));
            buf.unpin(3);
            assertEquals(3, buf.position());
        }
    }

    @Test
    void closeWhilePinnedWaitsForTheOperation() {
        try (BufferPool pool = new BufferPool()) {
            Buf buf = pool.take(100);
            buf.pin("read");
            buf.close();
            assertEquals(1, pool.statistics().inUse());
            assertTrue(buf.isPinned());
            buf.unpin(0);
            assertEquals(0, pool.statistics().inUse());
            assertThrows(IllegalStateException.class, buf::get);
        }
    }

    @Test
    void theBytesOfACancelledReadMoveToTheStash() {
        try (Buf buf = Buf.allocate(8);
                Buf stash = Buf.allocate(3)) {
            buf.put(ascii("0abc4567")).position(1);
            buf.pin("read");
            buf.unpinInto(stash, 3);
            assertEquals(1, buf.position());
            assertEquals("abc", take(stash.flip()));
        }
    }

    private static ByteBuffer copy(Buf buf) {
        byte[] bytes = new byte[buf.remaining()];
        buf.get(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private static String take(Buf buf) {
        return new String(copy(buf).array(), StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void arraysAreCopiedWhole() {
        byte[] bytes = ascii("hello");
        try (Buf buf = Buf.allocate(5)) {
            buf.put(bytes).flip();
            assertArrayEquals(bytes, copy(buf).array());
        }
    }
}
