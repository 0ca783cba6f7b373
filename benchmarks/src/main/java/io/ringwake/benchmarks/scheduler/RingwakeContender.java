package io.ringwake.benchmarks.scheduler;

import io.ringwake.Ringwake;
import io.ringwake.RingwakeBuilder;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Tasks of a Ringwake runtime, their futures written by hand. */
sealed class RingwakeContender implements Contender permits AwaitContender {
    private static final Long ONE = 1L;
    private static final Integer MESSAGE = 1;
    private static final Poll<Long> READY = Poll.ready(ONE);

    private final Ringwake runtime;
    private final int workers;
    private final BlockingQueue<Integer> messages = new ArrayBlockingQueue<>(1000);

    private volatile boolean stopped;

    RingwakeContender(Ringwake runtime, int workers) {
        this.runtime = runtime;
        this.workers = workers;
    }

    static RingwakeContender multiThread(int workers, boolean io) {
        return new RingwakeContender(runtime(workers, io), workers);
    }

    static Ringwake runtime(int workers, boolean io) {
        RingwakeBuilder builder = Ringwake.multiThread().workers(workers);
        return (io ? builder : builder.withoutIo()).build();
    }

    static RingwakeContender currentThread() {
        return new RingwakeContender(Ringwake.currentThread().withoutIo().build(), 1);
    }

    /** Counts down; the last one sends the message. */
    static final class CountDown implements Future<Void> {
        private final AtomicInteger left;
        private final BlockingQueue<Integer> messages;

        CountDown(AtomicInteger left, BlockingQueue<Integer> messages) {
            this.left = left;
            this.messages = messages;
        }

        @Override
        public Poll<Void> poll(Context cx) {
            if (left.decrementAndGet() == 0) {
                messages.add(MESSAGE);
            }
            return Poll.done();
        }
    }

    @Override
    public long spawnMany(int tasks) throws Exception {
        AtomicInteger left = new AtomicInteger(tasks);
        for (int i = 0; i < tasks; i++) {
            runtime.spawn(new CountDown(left, messages)).detach();
        }
        messages.take();
        return (long) tasks - left.get();
    }

    @Override
    public long spawnAndAwait(int tasks) throws Exception {
        JoinHandle<Long>[] handles = Handles.array(tasks);
        for (int i = 0; i < tasks; i++) {
            handles[i] = runtime.spawn(cx -> READY);
        }
        return runtime.blockOn(new Handles(handles));
    }

    @Override
    public long spawnInside(int tasks, int yields) throws Exception {
        return runtime.blockOn(
                Futures.lazy(() -> {
                    JoinHandle<Long>[] handles = Handles.array(tasks);
                    for (int i = 0; i < tasks; i++) {
                        handles[i] = Tasks.spawn(new Yields(yields, null));
                    }
                    return new Handles(handles);
                }));
    }

    /** Yields, and sends a message if there is a queue for it. */
    private static final class Yields implements Future<Long> {
        private final @Nullable BlockingQueue<Integer> messages;
        private int left;
        private @Nullable Future<Void> yielding;

        Yields(int yields, @Nullable BlockingQueue<Integer> messages) {
            this.messages = messages;
            this.left = yields;
        }

        @Override
        public Poll<Long> poll(Context cx) throws Exception {
            while (left > 0) {
                Future<Void> current = yielding;
                if (current == null) {
                    current = Tasks.yieldNow();
                    yielding = current;
                }
                if (!current.poll(cx).isReady()) {
                    return Poll.pending();
                }
                yielding = null;
                left--;
            }
            if (messages != null) {
                messages.add(MESSAGE);
            }
            return READY;
        }
    }

    @Override
    public long yieldMany(int tasks, int yields) throws Exception {
        for (int i = 0; i < tasks; i++) {
            runtime.spawn(yields(yields, messages)).detach();
        }
        for (int i = 0; i < tasks; i++) {
            messages.take();
        }
        return (long) tasks * yields;
    }

    /** The future of one task of {@link #yieldMany}. */
    Future<Long> yields(int yields, BlockingQueue<Integer> to) {
        return new Yields(yields, to);
    }

    /** The future of the first task of a pair. */
    Future<Void> pair(CountDown end) {
        return new Pair(end);
    }

    /** Sends the first message, waits for the answer, counts down. */
    private static final class Pair implements Future<Void> {
        private final Oneshot there = new Oneshot();
        private final Oneshot back = new Oneshot();
        private final CountDown end;
        private boolean begun;

        Pair(CountDown end) {
            this.end = end;
        }

        @Override
        public Poll<Void> poll(Context cx) {
            if (!begun) {
                begun = true;
                Tasks.spawn(this::answer).detach();
                there.send();
            }
            return back.poll(cx).isReady() ? end.poll(cx) : Poll.pending();
        }

        private Poll<Void> answer(Context cx) {
            if (!there.poll(cx).isReady()) {
                return Poll.pending();
            }
            back.send();
            return Poll.done();
        }
    }

    @Override
    public long pingPong(int pairs) throws Exception {
        AtomicInteger left = new AtomicInteger(pairs);
        CountDown end = new CountDown(left, messages);
        Future<Void> root =
                cx -> {
                    for (int i = 0; i < pairs; i++) {
                        Tasks.spawn(pair(end)).detach();
                    }
                    return Poll.done();
                };
        runtime.spawn(root).detach();
        messages.take();
        return (long) pairs - left.get();
    }

    /** A task that spawns the next one. */
    private static final class Link implements Future<Void> {
        private final int left;
        private final BlockingQueue<Integer> messages;

        Link(int left, BlockingQueue<Integer> messages) {
            this.left = left;
            this.messages = messages;
        }

        @Override
        public Poll<Void> poll(Context cx) {
            if (left == 0) {
                messages.add(MESSAGE);
            } else {
                Tasks.spawn(new Link(left - 1, messages)).detach();
            }
            return Poll.done();
        }
    }

    @Override
    public long chainedSpawn(int depth) throws Exception {
        runtime.spawn(new Link(depth, messages)).detach();
        return messages.take() * (long) depth;
    }

    @Override
    public Object[] spawnOnly(int tasks) {
        JoinHandle<Long>[] handles = Handles.array(tasks);
        for (int i = 0; i < tasks; i++) {
            handles[i] = runtime.spawn(cx -> READY);
        }
        return handles;
    }

    @Override
    @SuppressWarnings("unchecked") // what spawnOnly() has made
    public void awaitAll(Object[] spawned) throws Exception {
        runtime.blockOn(new Handles((JoinHandle<Long>[]) spawned));
    }

    @Override
    public void start(Load load) {
        switch (load) {
            case NONE -> {}
            case YIELDING -> {
                for (int i = 0; i < 2 * workers; i++) {
                    runtime.spawn(Futures.repeatWhile(this::yieldAndStall)).detach();
                }
            }
            case RESPAWNING -> {
                for (int i = 0; i < workers; i++) {
                    runtime.spawn(this::stallAndRespawn).detach();
                }
            }
            case CHAIN -> runtime.spawn(this::respawn).detach();
        }
    }

    private Future<Boolean> yieldAndStall() {
        return Tasks.yieldNow()
                .map(yielded -> {
                    Stall.run();
                    return !stopped;
                });
    }

    private Poll<Void> stallAndRespawn(Context cx) {
        if (!stopped) {
            Stall.run();
            Tasks.spawn(this::stallAndRespawn).detach();
        }
        return Poll.done();
    }

    private Poll<Void> respawn(Context cx) {
        if (!stopped) {
            Tasks.spawn(this::respawn).detach();
        }
        return Poll.done();
    }

    @Override
    public void close() {
        stopped = true;
        runtime.close();
    }
}
