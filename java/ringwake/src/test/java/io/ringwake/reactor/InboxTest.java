package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InboxTest {
    private static final int PRODUCERS = 4;
    private static final int EACH = 20_000;

    @Test
    void actionsComeOutInTheOrderTheyWentIn() {
        Inbox inbox = new Inbox();
        List<Integer> ran = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            assertTrue(inbox.push(() -> ran.add(number)));
        }
        run(inbox.takeAll());
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), ran);
        assertTrue(inbox.isEmpty());
        assertNull(inbox.takeAll());
    }

    @Test
    void closeHandsOutWhatIsLeftAndRejectsWhatFollows() {
        Inbox inbox = new Inbox();
        AtomicInteger ran = new AtomicInteger();
        inbox.push(ran::incrementAndGet);
        run(inbox.close());
        assertEquals(1, ran.get());
        assertFalse(inbox.push(ran::incrementAndGet));
        assertTrue(inbox.isEmpty());
        assertNull(inbox.takeAll());
        assertNull(inbox.close());
    }

    /** Excludes lost and doubled actions, and reordering of one thread's actions, under races. */
    @Test
    void everyAcceptedActionRunsOnceAndInItsThreadsOrder() throws InterruptedException {
        Inbox inbox = new Inbox();
        int[] next = new int[PRODUCERS];
        AtomicInteger accepted = new AtomicInteger();
        CountDownLatch started = new CountDownLatch(PRODUCERS);
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            Thread thread = new Thread(() -> produce(inbox, producer, next, accepted, started));
            thread.start();
            producers.add(thread);
        }
        started.await();
        int ran = 0;
        while (ran < PRODUCERS * EACH / 2) {
            ran += run(inbox.takeAll());
        }
        ran += run(inbox.close()); // in the middle of it
        for (Thread producer : producers) {
            producer.join();
        }
        assertEquals(accepted.get(), ran);
        int sum = 0;
        for (int count : next) {
            sum += count;
        }
        assertEquals(ran, sum);
    }

    private static void produce(
            Inbox inbox, int producer, int[] next, AtomicInteger accepted, CountDownLatch started) {
        started.countDown();
        for (int i = 0; i < EACH; i++) {
            int number = i;
            boolean taken =
                    inbox.push(() -> {
                        if (next[producer] != number) {
                            throw new AssertionError(next[producer] + " != " + number);
                        }
                        next[producer]++;
                    });
            if (!taken) {
                return;
            }
            accepted.incrementAndGet();
        }
    }

    private static int run(Inbox.@Nullable Node oldest) {
        int count = 0;
        for (Inbox.Node node = oldest; node != null; node = node.next) {
            node.action.run();
            count++;
        }
        return count;
    }
}
