package io.ringwake.benchmarks.scheduler;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A ForkJoinPool, first in first out; a task that waits goes on in a callback. */
final class ForkJoinContender implements Contender {
    private static final Integer MESSAGE = 1;
    private static final long STARVED_SECONDS = 10;

    private final ForkJoinPool pool;
    private final BlockingQueue<Integer> messages = new ArrayBlockingQueue<>(1000);
    private final int workers;

    private volatile boolean stopped;

    ForkJoinContender(int workers) {
        this.workers = workers;
        this.pool =
                new ForkJoinPool(
                        workers, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
    }

    @Override
    public long spawnMany(int tasks) throws Exception {
        AtomicInteger left = new AtomicInteger(tasks);
        for (int i = 0; i < tasks; i++) {
            pool.execute(() -> countDown(left));
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

    /** Puts itself at the end of the queue as often as it is to yield, and then calls back. */
    private static final class Yields implements Runnable {
        private final Executor pool;
        private final Runnable end;
        private int left;

        Yields(Executor pool, int yields, Runnable end) {
            this.pool = pool;
            this.left = yields;
            this.end = end;
        }

        @Override
        public void run() {
            if (left-- > 0) {
                pool.execute(this);
            } else {
                end.run();
            }
        }
    }

    @Override
    public long spawnInside(int tasks, int yields) throws Exception {
        AtomicInteger left = new AtomicInteger(tasks);
        pool.execute(() -> {
            for (int i = 0; i < tasks; i++) {
                pool.execute(new Yields(pool, yields, () -> countDown(left)));
            }
        });
        messages.take();
        return (long) tasks - left.get();
    }

    @Override
    public long yieldMany(int tasks, int yields) throws Exception {
        for (int i = 0; i < tasks; i++) {
            pool.execute(new Yields(pool, yields, () -> messages.add(MESSAGE)));
        }
        for (int i = 0; i < tasks; i++) {
            messages.take();
        }
        return (long) tasks * yields;
    }

    @Override
    public long pingPong(int pairs) throws Exception {
        AtomicInteger left = new AtomicInteger(pairs);
        pool.execute(() -> {
            for (int i = 0; i < pairs; i++) {
                pool.execute(() -> pair(left));
            }
        });
        messages.take();
        return (long) pairs - left.get();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what follows is in the callback
    private void pair(AtomicInteger left) {
        CompletableFuture<Integer> there = new CompletableFuture<>();
        CompletableFuture<Integer> back = new CompletableFuture<>();
        pool.execute(() -> there.thenRunAsync(() -> back.complete(MESSAGE), pool));
        back.thenRunAsync(() -> countDown(left), pool);
        there.complete(MESSAGE);
    }

    @Override
    public long chainedSpawn(int depth) throws Exception {
        pool.execute(() -> link(depth));
        return messages.take() * (long) depth;
    }

    private void link(int left) {
        if (left == 0) {
            messages.add(MESSAGE);
        } else {
            pool.execute(() -> link(left - 1));
        }
    }

    @Override
    public Object[] spawnOnly(int tasks) {
        Object[] spawned = new Object[tasks];
        for (int i = 0; i < tasks; i++) {
            spawned[i] = pool.submit(() -> MESSAGE);
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
                    pool.execute(this::stallAndRespawn);
                }
            }
            case RESPAWNING -> {
                for (int i = 0; i < workers; i++) {
                    pool.execute(this::stallAndRespawn);
                }
            }
            case CHAIN -> pool.execute(this::respawn);
        }
    }

    private void stallAndRespawn() {
        if (!stopped) {
            Stall.run();
            pool.execute(this::stallAndRespawn);
        }
    }

    private void respawn() {
        if (!stopped) {
            pool.execute(this::respawn);
        }
    }

    @Override
    public void close() {
        stopped = true;
        pool.shutdown();
    }
}
