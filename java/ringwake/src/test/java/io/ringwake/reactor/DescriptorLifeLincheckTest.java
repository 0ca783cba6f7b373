package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes holes in the {@link DescriptorLife} word: a number that is closed twice, or never, or
 * while somebody uses it. Run: {@code mvn test -Dtest=DescriptorLifeLincheckTest}.
 */
@Timeout(120)
class DescriptorLifeLincheckTest {
    private static final int INTERLEAVINGS = 1000;

    private static final class Model extends DescriptorLife {
        private final AtomicInteger users = new AtomicInteger();
        private final AtomicInteger closes = new AtomicInteger();

        /** Begins a use, and ends it. */
        void use() {
            if (begin()) {
                users.incrementAndGet();
                assertEquals(0, closes.get(), "used after it was closed");
                users.decrementAndGet();
                if (end()) {
                    closeNumber();
                }
            }
        }

        void close() {
            if (beginClose() == Closing.UNUSED) {
                closeNumber();
            }
        }

        private void closeNumber() {
            assertEquals(0, users.get(), "closed in use");
            assertTrue(finish(), "closed twice");
            closes.incrementAndGet();
        }
    }

    @Test
    void closedOnceAfterTheLastUse() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    run(model::use, model::use, model::close);
                    assertEquals(1, model.closes.get());
                    assertFalse(model.begin());
                });
    }

    @Test
    void closedOnceByTwoClosers() {
        Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                    Model model = new Model();
                    run(model::use, model::close, model::close);
                    assertEquals(1, model.closes.get());
                });
    }

    private static void run(Runnable... parts) {
        Thread[] threads = new Thread[parts.length];
        for (int i = 0; i < parts.length; i++) {
            threads[i] = new Thread(parts[i]);
            threads[i].start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
