package io.ringwake.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The jobs one worker will run, first in first out: a ring that its owner pushes to and pops from,
 * and of which other workers take half. What does not fit goes to the injector, with half of the
 * ring.
 *
 * <pre>
 *   head   | steal : 32 | real : 32 |     one word, changed by compare-and-set
 *   tail                                  written by the owner only
 *
 *   slots  ... free | being copied by a thief | to be run          | free ...
 *                   ^ steal                   ^ real               ^ tail
 * </pre>
 *
 * <p>A thief first moves {@code real} over what it takes, which makes those jobs its own, copies
 * them, and then moves {@code steal} after it, which gives the slots back. While {@code steal} and
 * {@code real} differ no other thief begins, and the owner neither writes those slots nor moves
 * half of the ring. The counts are of 32 bits and wrap.
 *
 * <p>The shape is that of Go's and Tokio's run queues (Vyukov, "Go scheduler: Implementing language
 * with lightweight concurrency", 2019; Lerche, "Making the Tokio scheduler 10x faster", 2019).
 */
final class LocalQueue {
    /**
     * How many jobs it holds at most unless said otherwise. The property is for stress runs, which
     * make it so small that it is full most of the time.
     */
    static final int CAPACITY = Integer.getInteger("ringwake.scheduler.localQueue", 256);

    private static final VarHandle HEAD;
    private static final VarHandle TAIL;
    private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Job[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(LocalQueue.class, "head", long.class);
            TAIL = lookup.findVarHandle(LocalQueue.class, "tail", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Takes what does not fit. */
    interface Overflow {
        /**
         * Takes jobs linked by {@code nextQueued}.
         *
         * @param first the oldest
         * @param last the newest
         * @param count how many
         */
        void take(Job first, Job last, int count);
    }

    /** The queue of a worker that has not started: empty, and nobody pushes to it. */
    static final LocalQueue NONE =
            new LocalQueue(
                    2,
                    (first, last, count) -> {
                        throw new AssertionError("pushed to the queue of no worker");
                    });

    private final @Nullable Job[] slots;
    private final int mask;
    private final Overflow overflow;

    @SuppressWarnings("unused") // accessed through HEAD
    private volatile long head;

    @SuppressWarnings("unused") // accessed through TAIL
    private volatile int tail;

    LocalQueue(int capacity, Overflow overflow) {
        if (capacity < 2 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException(
                    "capacity=" + capacity + ": must be a power of two, 2 or more");
        }
        this.slots = new Job[capacity];
        this.mask = capacity - 1;
        this.overflow = overflow;
    }

    /** Adds a job that is in no queue. Owner only. */
    void push(Job job) {
        while (true) {
            // Acquire: pairs with a thief's release of slots it has copied.
            long seen = (long) HEAD.getAcquire(this);
            int steal = steal(seen);
            int end = (int) TAIL.get(this); // plain: only the owner writes it
            if (end - steal < slots.length) {
                // Opaque slot, release tail: the slot and what was written to the job are visible
                // to the thief that reads the tail (acquire).
                SLOTS.setOpaque(slots, end & mask, job);
                TAIL.setRelease(this, end + 1);
                return;
            }
            if (steal != real(seen)) {
                job.nextQueued = null; // a thief is about to make room: no need to move half
                overflow.take(job, job, 1);
                return;
            }
            if (moveHalf(seen, job)) {
                return;
            }
        }
    }

    /** Gives the older half of the full ring, and the job, to the overflow; false if robbed. */
    private boolean moveHalf(long seen, Job job) {
        int begin = real(seen);
        int half = slots.length / 2;
        // Release is not needed for what follows, which is the owner's alone; acquire pairs with
        // thieves, whose claims make this fail.
        if (!HEAD.compareAndSet(this, seen, pack(begin + half, begin + half))) {
            return false;
        }
        Job first = take(begin);
        Job last = first;
        for (int i = 1; i < half; i++) {
            Job next = take(begin + i);
            last.nextQueued = next;
            last = next;
        }
        last.nextQueued = job;
        job.nextQueued = null;
        overflow.take(first, job, half + 1);
        return true;
    }

    /** The oldest job; null if there is none. Owner only. */
    @Nullable Job pop() {
        while (true) {
            long seen = (long) HEAD.getAcquire(this);
            int real = real(seen);
            if (real == (int) TAIL.get(this)) {
                return null;
            }
            int steal = steal(seen);
            long next = pack(steal == real ? real + 1 : steal, real + 1);
            // Full: thieves compete for the same job, exactly one side gets it.
            if (HEAD.compareAndSet(this, seen, next)) {
                return take(real);
            }
        }
    }

    /**
     * Takes half of the jobs, at least one, out of this queue: all but the newest of them go to the
     * thief's queue, which must have room for half a ring.
     *
     * @return the newest of those taken, to be run; null if there was nothing or another thief is
     *     at work
     */
    @Nullable Job stealInto(LocalQueue thief) {
        int end = (int) TAIL.get(thief); // plain: the caller owns it
        if (end - steal((long) HEAD.getAcquire(thief)) > thief.slots.length / 2) {
            return null;
        }
        long claimed = claimHalf();
        int count = count(claimed);
        if (count == 0) {
            return null;
        }
        int begin = first(claimed);
        for (int i = 0; i < count - 1; i++) {
            SLOTS.setOpaque(thief.slots, (end + i) & thief.mask, take(begin + i));
        }
        Job newest = take(begin + count - 1);
        finishSteal();
        if (count > 1) {
            TAIL.setRelease(thief, end + count - 1);
        }
        return newest;
    }

    /** Moves {@code real} over half of the jobs: {first, count}, count 0 if that cannot be. */
    private long claimHalf() {
        while (true) {
            long seen = (long) HEAD.getAcquire(this);
            int real = real(seen);
            // Acquire, after the head: pairs with the push of everything up to this tail. The tail
            // may be newer than the head; then the compare-and-set fails or the count is right.
            int available = (int) TAIL.getAcquire(this) - real;
            if (steal(seen) != real || available <= 0) {
                return 0;
            }
            int count = available - available / 2;
            if (count > slots.length / 2) {
                continue; // a tail from after the head had moved on: look again
            }
            if (HEAD.compareAndSet(this, seen, pack(real, real + count))) {
                return pack(real, count);
            }
        }
    }

    /** Moves {@code steal} up to {@code real}: the slots are the owner's again. */
    private void finishSteal() {
        while (true) {
            long seen = (long) HEAD.getAcquire(this);
            int real = real(seen);
            // Release, by a full compare-and-set: the copies are done before the slots are free.
            if (HEAD.compareAndSet(this, seen, pack(real, real))) {
                return;
            }
        }
    }

    /** Whether there is nothing to pop or steal. Any thread; out of date at once. */
    boolean isEmpty() {
        return size() == 0;
    }

    /** How many jobs are to be run. Any thread; out of date at once. */
    int size() {
        // Volatile: a worker that has said that it parks looks here after that, see IdleWorkers.
        int real = real((long) HEAD.getVolatile(this));
        return Math.max(0, (int) TAIL.getVolatile(this) - real);
    }

    /** Whether a batch of half a ring fits without overflow. Owner only. */
    int room() {
        return slots.length - ((int) TAIL.get(this) - steal((long) HEAD.getAcquire(this)));
    }

    /** Empties a slot that is the caller's, so that the ring keeps no finished task alive. */
    private Job take(int position) {
        Job job = (Job) SLOTS.getOpaque(slots, position & mask);
        SLOTS.setOpaque(slots, position & mask, null);
        return job;
    }

    private static long pack(int steal, int real) {
        return (long) steal << 32 | (real & 0xffff_ffffL);
    }

    private static int steal(long word) {
        return (int) (word >>> 32);
    }

    private static int real(long word) {
        return (int) word;
    }

    private static int first(long claimed) {
        return (int) (claimed >>> 32);
    }

    private static int count(long claimed) {
        return (int) claimed;
    }
}
