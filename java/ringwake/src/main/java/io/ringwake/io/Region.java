package io.ringwake.io;

import java.nio.ByteBuffer;

/** A stretch of off-heap memory, and where it goes when its user is done with it. */
interface Region {
    long address();

    /** The memory from its first byte on; position and limit are never looked at nor changed. */
    ByteBuffer view();

    /** Gives the memory back. Called once, by whichever thread ended the last use. */
    void release();
}
