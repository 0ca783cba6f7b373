package io.ringwake.io;

/** Whether one tracked buffer was closed. Holds no reference to the buffer. */
interface LeakRecord {
    /** The buffer was closed as it should be. */
    void closed();
}
