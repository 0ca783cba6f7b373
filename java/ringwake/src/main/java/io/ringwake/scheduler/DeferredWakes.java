package io.ringwake.scheduler;

import io.ringwake.future.Waker;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What has given way until after the reactor's next turn: wakers, to be called then, and jobs that
 * nobody can wake meanwhile, to be queued then. Grows, never shrinks. One thread.
 */
final class DeferredWakes {
    private final RunQueue held = new RunQueue();
    private @Nullable Waker[] wakers = new Waker[16];
    private int size;

    boolean isEmpty() {
        return size == 0 && held.isEmpty();
    }

    /** Keeps a job that is in no queue. */
    void hold(Job job) {
        held.push(job);
    }

    /** Gives back the job held the longest; null if none is. */
    @Nullable Job release() {
        return held.poll();
    }

    void add(Waker waker) {
        if (size == wakers.length) {
            wakers = Arrays.copyOf(wakers, size * 2);
        }
        wakers[size++] = waker;
    }

    /** Wakes those that are here now; one that is added meanwhile waits for the next turn. */
    void wakeAll() {
        int count = size;
        for (int i = 0; i < count; i++) {
            Waker waker = wakers[i];
            wakers[i] = null;
            if (waker != null) {
                waker.wake();
            }
        }
        int added = size - count;
        if (added > 0) {
            System.arraycopy(wakers, count, wakers, 0, added);
            Arrays.fill(wakers, count, size, null);
        }
        size = added;
    }
}
