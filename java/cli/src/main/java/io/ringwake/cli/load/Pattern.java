package io.ringwake.cli.load;

import io.ringwake.io.Buf;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The endless stream of bytes that a connection sends and expects back: pseudo-random, with a prime
 * period, so that bytes that are lost, doubled, swapped or of another connection do not match.
 */
final class Pattern {
    /** How many bytes may be filled or checked at once. */
    static final int CHUNK_MAX = 1 << 16;

    private static final int PERIOD = 65_537; // a prime above CHUNK_MAX
    private static final long STEP = 7919; // how far the streams of two connections are apart
    private static final byte[] TABLE = table();

    private final byte[] received = new byte[CHUNK_MAX];

    /** The table goes on for a chunk behind the period, so that no chunk has to be split. */
    private static byte[] table() {
        byte[] table = new byte[PERIOD + CHUNK_MAX];
        new SplittableRandom(42).nextBytes(table);
        System.arraycopy(table, 0, table, PERIOD, CHUNK_MAX);
        return table;
    }

    private static int index(int connection, long offset) {
        return (int) ((offset + connection * STEP) % PERIOD);
    }

    /** Puts the bytes from an offset of a connection's stream into the buffer, until it is full. */
    static void fill(Buf buffer, int connection, long offset) {
        buffer.put(TABLE, index(connection, offset), buffer.remaining());
    }

    /**
     * Takes all bytes of the buffer and compares them.
     *
     * @return how many bytes differ from the connection's stream at the offset
     */
    int takeAndCountDifferences(Buf buffer, int connection, long offset) {
        int length = buffer.remaining();
        int from = index(connection, offset);
        buffer.get(received, 0, length);
        if (Arrays.equals(received, 0, length, TABLE, from, from + length)) {
            return 0;
        }
        int differences = 0;
        for (int i = 0; i < length; i++) {
            differences += received[i] == TABLE[from + i] ? 0 : 1;
        }
        return differences;
    }
}
