package io.ringwake.net;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import io.ringwake.scheduler.Job;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Polls a future on another worker each time it is woken, chosen by chance: what stealing does
 * seldom, always. Ready when the future is.
 */
final class Migrating<T> implements Future<T> {
    private final Future<T> inner;
    private final Random random;
    private final int workers;
    private final AtomicInteger moves = new AtomicInteger();
    private final List<Carrier> carriers = new ArrayList<>();
    private @Nullable Poll<T> end; // guarded by this, as the two below
    private @Nullable Throwable failure;
    private @Nullable Waker outer;
    private int lastWorker = -1;

    Migrating(Future<T> inner, int workers, long seed) {
        this.inner = inner;
        this.random = new Random(seed);
        this.workers = workers;
    }

    /** How often it was polled on another worker than the time before. */
    int moves() {
        return moves.get();
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        boolean first;
        synchronized (this) {
            Throwable thrown = failure;
            if (thrown instanceof Exception exception) {
                throw exception;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            Poll<T> ready = end;
            if (ready != null) {
                return ready;
            }
            first = outer == null;
            outer = cx.waker();
        }
        if (first) {
            Scheduler scheduler = Scheduler.current();
            for (int i = 0; i < workers; i++) {
                carriers.add(new Carrier(scheduler, i));
            }
            move();
        }
        return Poll.pending();
    }

    private void move() {
        int next;
        synchronized (random) {
            next = random.nextInt(workers);
        }
        carriers.get(next).queue();
    }

    private synchronized void pollInner(Worker worker) {
        if (end != null || failure != null) {
            return;
        }
        if (worker.index() != lastWorker) {
            lastWorker = worker.index();
            moves.incrementAndGet();
        }
        try {
            Poll<T> poll = inner.poll(worker.beginPoll(this::move));
            if (!poll.isReady()) {
                return;
            }
            end = poll;
        } catch (Throwable e) {
            failure = e;
        }
        if (outer != null) {
            outer.wake();
        }
    }

    /** A job that stays on its worker. */
    private final class Carrier extends Job {
        private static final int IDLE = 0;
        private static final int QUEUED = 1;
        private static final int RUNNING = 2;
        private static final int AGAIN = 3;

        private final Scheduler scheduler;
        private final int worker;
        private final AtomicInteger state = new AtomicInteger();

        Carrier(Scheduler scheduler, int worker) {
            this.scheduler = scheduler;
            this.worker = worker;
        }

        void queue() {
            int before = state.getAndUpdate(s -> s == IDLE ? QUEUED : s == RUNNING ? AGAIN : s);
            if (before == IDLE) {
                scheduler.schedule(this);
            }
        }

        @Override
        protected int pinnedTo() {
            return worker;
        }

        @Override
        protected void run(Worker on) {
            state.set(RUNNING);
            pollInner(on);
            if (!state.compareAndSet(RUNNING, IDLE)) {
                state.set(QUEUED);
                scheduler.schedule(this);
            }
        }

        @Override
        public void abort() {}

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        protected void whenFinished(Waker waker) {}
    }
}
