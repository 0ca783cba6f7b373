package io.ringwake.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** LeakDetector: finds what was dropped, and only that. */
@Timeout(60)
final class LeakDetectorTest {
    private final LinkedBlockingQueue<BufferLeak> found = new LinkedBlockingQueue<>();

    @AfterEach
    void restore() {
        LeakDetector.onLeak(leak -> {});
    }

    @Test
    void isOffUnlessAskedFor() {
        assertEquals(Boolean.getBoolean("ringwake.leakDetection"), LeakDetector.isEnabled());
    }

    @Test
    void reportsADroppedBufferWithTheStackThatTookIt() throws InterruptedException {
        LeakDetector.onLeak(found::add);
        LeakRecord kept = LeakDetector.trackAlways(new Object(), "closed one");
        kept.closed();
        LeakDetector.trackAlways(new Object(), "dropped one");
        BufferLeak leak = null;
        while (leak == null) {
            System.gc();
            leak = found.poll(10, TimeUnit.MILLISECONDS);
        }
        assertEquals("dropped one", leak.what());
        assertTrue(
                Arrays.stream(leak.taken().getStackTrace())
                        .anyMatch(frame -> frame.getClassName().endsWith("LeakDetectorTest")));
        assertFalse(found.stream().anyMatch(each -> each.what().equals("closed one")));
    }
}
