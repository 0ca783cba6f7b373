package io.ringwake.io;

import io.ringwake.future.Future;

/**
 * Where bytes come from.
 *
 * <p>A read is a future, so that it composes with timeouts and joins; a source may return the same
 * object for every read. One read at a time: the next may begin when the previous one has ended or
 * was cancelled.
 *
 * <p>Cancel safety: a cancelled read has taken nothing. Bytes that arrive for it anyway are what
 * the next read returns.
 */
public interface AsyncRead {
    /**
     * Reads into the buffer, from its position on, and moves the position.
     *
     * @return how many bytes; -1 at the end of the stream; 0 only if the buffer has no room
     */
    Future<Integer> read(Buf destination);

    /**
     * Reads into the tail of the buffer.
     *
     * @return how many bytes; -1 at the end of the stream; 0 only if the buffer has no room
     */
    Future<Integer> read(RingBuffer destination);
}
