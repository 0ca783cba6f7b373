package io.ringwake.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** BufferPool: sizes, reuse, returns from other threads. */
@Timeout(30)
final class BufferPoolTest {
    @Test
    void mapsASlabOnlyWhenNeededAndReusesIt() {
        try (BufferPool pool = new BufferPool()) {
            assertEquals(0, pool.statistics().mappedBytes());
            long address;
            try (Buf buf = pool.take(4096)) {
                address = buf.address();
                assertEquals(Slab.BYTES, pool.statistics().mappedBytes());
            }
            try (Buf again = pool.take(10)) {
                assertEquals(address, again.address());
                assertEquals(10, again.capacity());
            }
            assertEquals(Slab.BYTES, pool.statistics().mappedBytes());
        }
    }

    @Test
    void buffersDoNotOverlap() {
        try (BufferPool pool = new BufferPool()) {
            for (int size : new int[] {4096, 16_384, 65_536}) {
                Set<Long> addresses = new HashSet<>();
                List<Buf> taken = new ArrayList<>();
                for (int i = 0; i < 2 * Slab.BYTES / size; i++) {
                    Buf buf = pool.take(size);
                    taken.add(buf);
                    for (long at = buf.address(); at < buf.address() + size; at += 4096) {
                        assertTrue(addresses.add(at));
                    }
                }
                taken.forEach(Buf::close);
            }
            assertEquals(0, pool.statistics().inUse());
        }
    }

    @Test
    void refusesWhatIsTooLargeAndOtherThreads() throws InterruptedException {
        try (BufferPool pool = new BufferPool()) {
            assertThrows(IllegalArgumentException.class, () -> pool.take(65_537));
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread other =
                    new Thread(() ->
                            thrown.set(
                                    assertThrows(IllegalStateException.class, () -> pool.take(1))));
            other.start();
            other.join();
            assertTrue(thrown.get().getMessage().contains("BufferPool.local()"));
        }
    }

    @Test
    void buffersGivenBackByOtherThreadsAreUsedAgain() throws InterruptedException {
        int rounds = 20_000;
        BlockingQueue<Buf> handOver = new ArrayBlockingQueue<>(64);
        CountDownLatch done = new CountDownLatch(2);
        Runnable closer =
                () -> {
                    try {
                        for (int i = 0; i < rounds / 2; i++) {
                            handOver.take().close();
                        }
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    } finally {
                        done.countDown();
                    }
                };
        try (BufferPool pool = new BufferPool()) {
            new Thread(closer).start();
            new Thread(closer).start();
            for (int i = 0; i < rounds; i++) {
                Buf buf = pool.take(4096);
                buf.putLong(0, i);
                handOver.put(buf);
            }
            assertTrue(done.await(20, TimeUnit.SECONDS));
            // At most 64 waiting, 2 being closed, 1 being handed over: two slabs hold 128.
            assertTrue(pool.statistics().mappedBytes() <= 2 * Slab.BYTES);
        }
    }

    @Test
    void aBufferOutlivesItsPool() {
        BufferPool pool = new BufferPool();
        Buf buf = pool.take(100);
        pool.close();
        buf.putLong(0, 42);
        assertEquals(42, buf.getLong(0));
        buf.close();
        assertThrows(IllegalStateException.class, () -> pool.take(1));
    }
}
