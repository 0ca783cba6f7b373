package io.ringwake.scheduler;

/**
 * How soon a task is run among those that are ready. A share is guaranteed to each: while all three
 * have work, a worker takes one job in sixteen from {@code LOW} and one in four from {@code
 * NORMAL}.
 */
public enum Priority {
    /** Before the others, but for their shares. For tasks that are short and seldom ready. */
    HIGH,
    /** What tasks have unless said otherwise. */
    NORMAL,
    /** When there is nothing else to run, and its share. */
    LOW
}
