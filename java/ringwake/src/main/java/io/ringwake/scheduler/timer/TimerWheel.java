package io.ringwake.scheduler.timer;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Deadlines in order of the tick they fall on: six levels of 64 slots, each slot a doubly linked
 * list, so that insert and remove take constant time and nothing is allocated.
 *
 * <pre>
 *   level 0   64 slots of 1 tick        this block of 64 ticks
 *   level 1   64 slots of 64 ticks      this block of 4096
 *   ...
 *   level 5   64 slots of 2^30 ticks    a ring: the next 63 slots, wherever they wrap
 * </pre>
 *
 * <p>An entry lies on the level of the highest group of six bits in which its tick differs from the
 * current one, in the slot named by that group. So every occupied slot of a level lies ahead of the
 * current one, every entry of a level comes after all entries of the levels below, and the first
 * occupied slot of the lowest occupied level is what happens next: its entries fire (level 0) or
 * move down. Ticks further away than the top level reaches wait in its last slot and are placed
 * anew when that slot comes.
 *
 * <p>Ticks are counted from 0 and never wrap; the caller maps its clock to them. One thread.
 */
final class TimerWheel {
    static final long NEVER = Long.MAX_VALUE;

    private static final int BITS = 6;
    private static final int SLOTS = 1 << BITS;
    private static final int LEVELS = 6;
    private static final int TOP = LEVELS - 1;
    private static final int TOP_SHIFT = TOP * BITS;

    private final @Nullable TimerEntry[] heads = new TimerEntry[LEVELS * SLOTS];
    private final long[] occupied = new long[LEVELS];
    private long now;
    private int size;

    /** The tick up to which everything has fired. */
    long now() {
        return now;
    }

    int size() {
        return size;
    }

    /** Links the entry at its deadline, which must lie after {@link #now}. */
    void insert(TimerEntry entry) {
        assert entry.slot == TimerEntry.NOT_LINKED && entry.deadlineTick > now;
        link(entry);
        size++;
    }

    /** Unlinks the entry, which must be linked here. */
    void remove(TimerEntry entry) {
        assert entry.slot != TimerEntry.NOT_LINKED;
        unlink(entry);
        size--;
    }

    /** The tick at which something is to be done: fire or move down; {@link #NEVER} if empty. */
    long nextTick() {
        for (int level = 0; level < TOP; level++) {
            if (occupied[level] != 0) {
                // Occupied slots of these levels are never behind the current one.
                long block = -1L << ((level + 1) * BITS);
                int slot = Long.numberOfTrailingZeros(occupied[level]);
                return (now & block) + ((long) slot << (level * BITS));
            }
        }
        if (occupied[TOP] == 0) {
            return NEVER;
        }
        int current = (int) (now >>> TOP_SHIFT) & (SLOTS - 1);
        int ahead = Long.numberOfTrailingZeros(Long.rotateRight(occupied[TOP], current));
        return ((now >>> TOP_SHIFT) + ahead) << TOP_SHIFT;
    }

    /** Moves to the tick and fires every entry due by then, in order of ticks and of insertion. */
    void advance(long tick) {
        while (true) {
            long event = nextTick();
            if (event > tick) {
                now = Math.max(now, tick);
                return;
            }
            now = event;
            empty(event);
        }
    }

    /** Fires or moves down what the current slot of the lowest occupied level holds. */
    private void empty(long tick) {
        int level = lowestOccupied();
        int slot = level * SLOTS + ((int) (tick >>> (level * BITS)) & (SLOTS - 1));
        // One entry at a time, the list staying consistent: what fire() runs may disarm others.
        for (TimerEntry entry = heads[slot]; entry != null; entry = heads[slot]) {
            unlink(entry);
            if (entry.deadlineTick <= tick) {
                size--;
                entry.fire();
            } else {
                link(entry);
            }
        }
    }

    private int lowestOccupied() {
        int level = 0;
        while (occupied[level] == 0) {
            level++;
        }
        return level;
    }

    /** Appends to the list of the slot; the head's previous is the tail. */
    private void link(TimerEntry entry) {
        int slot = slotOf(entry.deadlineTick);
        TimerEntry head = heads[slot];
        entry.slot = slot;
        entry.next = null;
        if (head == null) {
            heads[slot] = entry;
            entry.previous = entry;
            occupied[slot / SLOTS] |= 1L << slot; // a shift takes its count modulo 64
        } else {
            TimerEntry tail = requireNonNull(head.previous);
            tail.next = entry;
            entry.previous = tail;
            head.previous = entry;
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very entry is meant
    private void unlink(TimerEntry entry) {
        int slot = entry.slot;
        TimerEntry before = requireNonNull(entry.previous);
        TimerEntry after = entry.next;
        TimerEntry head = requireNonNull(heads[slot]);
        if (entry != head) {
            before.next = after;
            (after != null ? after : head).previous = before;
        } else if (after != null) {
            after.previous = before;
            heads[slot] = after;
        } else {
            heads[slot] = null;
            occupied[slot / SLOTS] &= ~(1L << slot);
        }
        entry.previous = null;
        entry.next = null;
        entry.slot = TimerEntry.NOT_LINKED;
    }

    private int slotOf(long tick) {
        int highest = Long.SIZE - 1 - Long.numberOfLeadingZeros((tick ^ now) | (SLOTS - 1));
        int level = highest / BITS;
        if (level < TOP) {
            return level * SLOTS + ((int) (tick >>> (level * BITS)) & (SLOTS - 1));
        }
        long current = now >>> TOP_SHIFT;
        long target = Math.min(tick >>> TOP_SHIFT, current + SLOTS - 1);
        return TOP * SLOTS + ((int) target & (SLOTS - 1));
    }
}
