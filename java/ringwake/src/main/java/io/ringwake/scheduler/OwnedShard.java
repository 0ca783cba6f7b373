package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of {@link OwnedJobs}, with a lock of its own. Thread-safe. */
final class OwnedShard {
    private final BriefLock lock = new BriefLock();
    private final Runnable onEmptied;
    private @Nullable Job first;
    private int size;
    private long added;
    private boolean closed;

    /**
     * An empty shard.
     *
     * @param onEmptied called once, when it is both closed and empty
     */
    OwnedShard(Runnable onEmptied) {
        this.onEmptied = onEmptied;
    }

    /** Adds the job, unless {@link #close} was called: then returns false. */
    boolean add(Job job) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            Job head = first;
            job.nextOwned = head;
            job.ownedBy = this;
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
    @SuppressWarnings("ReferenceEquality") // the very shard is meant
    boolean remove(Job job) {
        lock.lock();
        try {
            if (job.ownedBy != this) {
                return false;
            }
            unlink(job);
            size--;
            if (closed && size == 0) {
                onEmptied.run();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Accepts no job from now on and returns those that are here. */
    List<Job> close() {
        lock.lock();
        try {
            if (!closed && size == 0) {
                onEmptied.run();
            }
            closed = true;
            return listed();
        } finally {
            lock.unlock();
        }
    }

    /** Those that are here. */
    List<Job> jobs() {
        lock.lock();
        try {
            return listed();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private List<Job> listed() {
        List<Job> jobs = new ArrayList<>(size);
        for (Job job = first; job != null; job = job.nextOwned) {
            jobs.add(job);
        }
        return jobs;
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
        job.ownedBy = null;
    }
}
