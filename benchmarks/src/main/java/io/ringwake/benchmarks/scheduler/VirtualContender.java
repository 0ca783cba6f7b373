package io.ringwake.benchmarks.scheduler;

import io.ringwake.benchmarks.VirtualThreads;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Virtual threads, which block where tasks await. JDK 21 or newer. */
final class VirtualContender implements Contender {
    private static final Integer MESSAGE = 1;
    private static final long STARVED_SECONDS = 10;
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private final ExecutorService threads = VirtualThreads.executor();
    private final BlockingQueue<Integer> messages = new ArrayBlockingQueue<>(1000);
    private final int workers;

    private volatile boolean stopped;

    VirtualContender(int workers) {
        if (Integer.getInteger(PARALLELISM, 0) != workers) {
            throw new IllegalStateException("needs -D" + PARALLELISM + "=" + workers);
        }
        this.workers = workers;
    }

    @Override
    public long spawnMany(int tasks) throws Exception {
        AtomicInteger left = new AtomicInteger(tasks);
        for (int i = 0; i < tasks; i++) {
            threads.execute(() -> countDown(left));
        }
        messages.take();
        return (long) tasks - left.get();
    }

    private void countDown(AtomicInteger left) {
        if (left.decrementAndGet() == 0) {
            messages.add(MESSAGE);
        }
    }

    @Override
    public long spawnAndAwait(int tasks) throws Exception {
        Object[] spawned = spawnOnly(tasks);
        awaitAll(spawned);
        return spawned.length;
    }

    @Override
    public long spawnInside(int tasks, int yields) throws Exception {
        return threads.submit(
                        () -> {
                            Object[] spawned = new Object[tasks];
                            for (int i = 0; i < tasks; i++) {
                                spawned[i] = threads.submit(() -> giveWay(yields));
                            }
                            awaitAll(spawned);
                            return spawned.length;
                        })
                .get();
    }

    @SuppressWarnings("ThreadPriorityCheck") // yielding is what is measured
    private static void giveWay(int times) {
        for (int i = 0; i < times; i++) {
            Thread.yield();
        }
    }

    @Override
    public long yieldMany(int tasks, int yields) throws Exception {
        for (int i = 0; i < tasks; i++) {
            threads.execute(() -> {
                giveWay(yields);
                messages.add(MESSAGE);
            });
        }
        for (int i = 0; i < tasks; i++) {
            messages.take();
        }
        return (long) tasks * yields;
    }

    @Override
    public long pingPong(int pairs) throws Exception {
        AtomicInteger left = new AtomicInteger(pairs);
        threads.execute(() -> {
            for (int i = 0; i < pairs; i++) {
                threads.execute(() -> pair(left));
            }
        });
        messages.take();
        return (long) pairs - left.get();
    }

    private void pair(AtomicInteger left) {
        CompletableFuture<Integer> there = new CompletableFuture<>();
        CompletableFuture<Integer> back = new CompletableFuture<>();
        threads.execute(() -> {
            there.join();
            back.complete(MESSAGE);
        });
        there.complete(MESSAGE);
        back.join();
        countDown(left);
    }

    @Override
    public long chainedSpawn(int depth) throws Exception {
        threads.execute(() -> link(depth));
        return messages.take() * (long) depth;
    }

    private void link(int left) {
        if (left == 0) {
            messages.add(MESSAGE);
        } else {
            threads.execute(() -> link(left - 1));
        }
    }

    @Override
    public Object[] spawnOnly(int tasks) {
        Object[] spawned = new Object[tasks];
        for (int i = 0; i < tasks; i++) {
            spawned[i] = threads.submit(() -> MESSAGE);
        }
        return spawned;
    }

    @Override
    public void awaitAll(Object[] spawned) throws Exception {
        for (Object handle : spawned) {
            // Under a load that respawns, the pool may never look at what comes from outside.
            ((Future<?>) handle).get(STARVED_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void start(Load load) {
        switch (load) {
            case NONE -> {}
            case YIELDING -> {
                for (int i = 0; i < 2 * workers; i++) {
                    threads.execute(this::yieldAndStall);
                }
            }
            case RESPAWNING -> {
                for (int i = 0; i < workers; i++) {
                    threads.execute(this::stallAndRespawn);
                }
            }
            case CHAIN -> threads.execute(this::respawn);
        }
    }

    /** A busy loop: Thread.yield() inside the stall would yield the virtual thread. */
    private static void stall() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 10_000) {
            Thread.onSpinWait();
        }
    }

    private void yieldAndStall() {
        while (!stopped) {
            giveWay(1);
            stall();
        }
    }

    private void stallAndRespawn() {
        if (!stopped) {
            stall();
            threads.execute(this::stallAndRespawn);
        }
    }

    private void respawn() {
        if (!stopped) {
            threads.execute(this::respawn);
        }
    }

    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
    }
}
