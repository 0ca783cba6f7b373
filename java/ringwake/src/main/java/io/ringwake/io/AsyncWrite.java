package io.ringwake.io;

import io.ringwake.future.Future;

/**
 * Where bytes go.
 *
 * <p>A write is a future; a sink may return the same object for every write. One write at a time:
 * the next may begin when the previous one has ended or was cancelled.
 *
 * <p>Cancel safety: of a cancelled write any part may go out. The buffer stays pinned until that is
 * settled, and its position (or head) then tells how much went, so that writing the same buffer
 * again goes on where the cancelled write ended.
 */
public interface AsyncWrite {
    /**
     * Writes some of what remains in the buffer, and moves its position.
     *
     * @return how many bytes; 0 only if nothing remains
     */
    Future<Integer> write(Buf source);

    /**
     * Writes some of what is readable from the head of the buffer.
     *
     * @return how many bytes; 0 only if nothing is readable
     */
    Future<Integer> write(RingBuffer source);

    /** Tells the other side that nothing more will come. Reading goes on. */
    Future<Void> shutdownOutput();
}
