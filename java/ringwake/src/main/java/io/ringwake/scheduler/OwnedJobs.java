package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All jobs that have been spawned and have not ended, so that closing the runtime reaches each of
 * them, and none is accepted once it has been closed. Thread-safe.
 */
final class OwnedJobs {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Job first;
    private int size;
    private long added;
    private boolean closed;

    /** Adds the job, unless {@link #close} was called: then returns false. */
    boolean add(Job job) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            Job head = first;
            job.nextOwned = head;
            job.owned = true;
            if (head != null) {
                head.previousOwned = job;
            }
            first = job;
            size++;
            added++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Removes the job; false if it is not here. */
    boolean remove(Job job) {
        lock.lock();
        try {
            if (!job.owned) {
                return false;
            }
            unlink(job);
            size--;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Accepts no job from now on and returns those that are here. */
    List<Job> close() {
        lock.lock();
        try {
            closed = true;
            List<Job> jobs = new ArrayList<>(size);
            for (Job job = first; job != null; job = job.nextOwned) {
                jobs.add(job);
            }
            return jobs;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** How many have been added so far. */
    long added() {
        lock.lock();
        try {
            return added;
        } finally {
            lock.unlock();
        }
    }

    private void unlink(Job job) {
        Job before = job.previousOwned;
        Job after = job.nextOwned;
        if (before == null) {
            first = after;
        } else {
            before.nextOwned = after;
        }
        if (after != null) {
            after.previousOwned = before;
        }
        job.previousOwned = null;
        job.nextOwned = null;
        job.owned = false;
    }
}
