package io.ringwake.io;

import io.ringwake.future.Future;

/**
 * Moves bytes from sources to sinks until the sources end.
 *
 * <p>Each direction has one {@link RingBuffer}: it reads into the tail while it writes from the
 * head, and never moves a byte in user space. Nothing is allocated per chunk.
 *
 * <p>Cancel safety: bytes that were read and not yet written are lost.
 */
public final class Copy {
    /** The buffer size of a direction unless told otherwise. */
    public static final int BUFFER_BYTES = 1 << 14;

    private Copy() {}

    /** Copies until the source ends; the sink is then not shut down. */
    public static Future<Long> oneWay(AsyncRead from, AsyncWrite to) {
        return oneWay(from, to, BUFFER_BYTES);
    }

    /**
     * Copies until the source ends; the sink is then not shut down.
     *
     * @param bufferBytes rounded up to whole pages
     * @return how many bytes were copied
     */
    public static Future<Long> oneWay(AsyncRead from, AsyncWrite to, int bufferBytes) {
        CopyDirection direction = new CopyDirection(from, to, bufferBytes, false);
        return new OneWayCopy(direction);
    }

    /** Copies both ways until both sources have ended. */
    public static <A extends AsyncRead & AsyncWrite, B extends AsyncRead & AsyncWrite>
            Future<CopyCounts> bidirectional(A a, B b) {
        return bidirectional(a, b, BUFFER_BYTES);
    }

    /**
     * Copies both ways until both sources have ended. The end of one is passed on with {@link
     * AsyncWrite#shutdownOutput} while the other direction goes on; a failure of one direction ends
     * both. Neither stream is closed.
     *
     * @param bufferBytes for each direction, rounded up to whole pages
     * @return how many bytes went each way
     */
    public static <A extends AsyncRead & AsyncWrite, B extends AsyncRead & AsyncWrite>
            Future<CopyCounts> bidirectional(A a, B b, int bufferBytes) {
        return new BidirectionalCopy(
                new CopyDirection(a, b, bufferBytes, true),
                new CopyDirection(b, a, bufferBytes, true));
    }
}
