package io.ringwake.blocking;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Real daemon threads, except when told that the system has none. */
final class ScriptedThreads implements BlockingThreads {
    final AtomicInteger refusals = new AtomicInteger();
    final AtomicInteger started = new AtomicInteger();
    final AtomicInteger inside = new AtomicInteger();
    final AtomicInteger insideMost = new AtomicInteger();
    final ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();

    @Override
    public void start(int number, Runnable body) {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new OutOfMemoryError("unable to create native thread (scripted)");
        }
        Thread thread = new Thread(body, "pool-test-" + number);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        started.incrementAndGet();
    }

    @Override
    public void around(Runnable loop) {
        insideMost.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            loop.run();
        } finally {
            inside.decrementAndGet();
        }
    }
}
