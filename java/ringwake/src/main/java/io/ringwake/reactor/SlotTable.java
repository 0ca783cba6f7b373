package io.ringwake.reactor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which operation is behind which token. Grows by doubling, never shrinks, and allocates nothing
 * while the number of operations in flight stays below what it was before.
 *
 * <p>Free slots form a list, last freed first: its memory is the likeliest to be in the cache.
 */
final class SlotTable {
    private static final int NO_SLOT = -1;

    private @Nullable Operation[] operations;
    private int[] generations;
    private int[] nextFree;
    private int firstFree;
    private int used;

    SlotTable(int capacity) {
        operations = new Operation[capacity];
        generations = new int[capacity];
        nextFree = new int[capacity];
        chainFree(0, capacity);
    }

    /** Takes a slot for the operation. Returns its token. */
    long acquire(Operation operation) {
        if (firstFree == NO_SLOT) {
            grow();
        }
        int slot = firstFree;
        firstFree = nextFree[slot];
        operations[slot] = operation;
        used++;
        return Token.of(generations[slot], slot);
    }

    /** The operation of a token; null if the slot has been released since. */
    @Nullable Operation find(long token) {
        int slot = Token.slot(token);
        if (slot < 0 || slot >= operations.length) {
            return null;
        }
        return generations[slot] == Token.generation(token) ? operations[slot] : null;
    }

    /** Frees the slot of a token that {@link #find} knows; the token is dead from now on. */
    void release(long token) {
        int slot = Token.slot(token);
        assert find(token) != null : "slot " + slot + " is free";
        operations[slot] = null;
        generations[slot] = (generations[slot] + 1) & Token.GENERATION_MASK;
        nextFree[slot] = firstFree;
        firstFree = slot;
        used--;
    }

    int used() {
        return used;
    }

    int capacity() {
        return operations.length;
    }

    /** The operation in a slot, for walking over all of them. */
    @Nullable Operation at(int slot) {
        return operations[slot];
    }

    /** For tests: the generation the slot's next use gets. */
    void setGeneration(int slot, int generation) {
        generations[slot] = generation;
    }

    private void grow() {
        int before = operations.length;
        if (before >= 1 << 30) {
            throw new IllegalStateException("2^30 operations are in flight: no slot is left");
        }
        operations = Arrays.copyOf(operations, 2 * before);
        generations = Arrays.copyOf(generations, 2 * before);
        nextFree = Arrays.copyOf(nextFree, 2 * before);
        chainFree(before, 2 * before);
    }

    private void chainFree(int from, int to) {
        for (int slot = from; slot < to; slot++) {
            nextFree[slot] = slot + 1;
        }
        nextFree[to - 1] = NO_SLOT;
        firstFree = from;
    }
}
