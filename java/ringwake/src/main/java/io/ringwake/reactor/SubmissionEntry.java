package io.ringwake.reactor;

/**
 * A submission entry in the ring, to be filled by {@link Operation#prepare} through exactly one of
 * these methods. Descriptors and addresses must stay valid until the terminal completion.
 */
public final class SubmissionEntry {
    SubmissionEntry() {}

    /** Does nothing and completes with 0. */
    public void nop() {}

    /** Receives up to {@code length} bytes at {@code address}; 0 is the end of the stream. */
    public void receive(int fd, long address, int length, boolean pollFirst) {}

    /** Sends up to {@code length} bytes from {@code address}. */
    public void send(int fd, long address, int length, boolean pollFirst) {}

    /** Reads at {@code offset}, or at the current position for -1. */
    public void read(int fd, long address, int length, long offset) {}

    /** Writes at {@code offset}, or at the current position for -1. */
    public void write(int fd, long address, int length, long offset) {}

    /** Reads into {@code count} buffers described by an iovec array. */
    public void readVectored(int fd, long vectors, int count, long offset) {}

    /** Writes from {@code count} buffers described by an iovec array. */
    public void writeVectored(int fd, long vectors, int count, long offset) {}

    /** Receives into what a msghdr describes. */
    public void receiveMessage(int fd, long message, int messageFlags, boolean pollFirst) {}

    /** Sends from what a msghdr describes. */
    public void sendMessage(int fd, long message, int messageFlags, boolean pollFirst) {}

    /**
     * Accepts one connection, or, with multishot, one for each completion until the terminal one.
     * The result is the new descriptor, close-on-exec.
     */
    public void accept(int fd, boolean multishot) {}

    /** Connects to a sockaddr. */
    public void connect(int fd, long sockaddr, int length) {}

    /** Shuts down: 0 reading, 1 writing, 2 both. */
    public void shutdown(int fd, int how) {}

    /**
     * Waits for {@link io.ringwake.ffi.EntryFlags#POLL_IN} and the like; the result is what came.
     */
    public void poll(int fd, int events, boolean multishot) {}

    /** Any entry by its fields, see {@link io.ringwake.ffi.SubmissionLayout}. */
    public void raw(byte opcode, int ioprio, int fd, long off, long addr, int len, int opFlags) {}
}
