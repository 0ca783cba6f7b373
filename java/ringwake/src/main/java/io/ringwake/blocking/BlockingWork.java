package io.ringwake.blocking;

/**
 * Work that may block its thread. Once the pool has accepted it, exactly one of the three methods
 * is called, once. None of them throws.
 */
public interface BlockingWork {
    /** Does the work. Called on a thread of the pool. */
    void perform();

    /** The pool is closed and the work will not be done. */
    void callOff();

    /** There is no thread to do the work, and none can be made. */
    void refuse(Throwable cause);
}
