package io.ringwake.reactor;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Opcode;
import io.ringwake.ffi.SubmissionLayout;
import java.nio.ByteBuffer;

/**
 * A submission entry in the ring, to be filled by {@link Operation#prepare} through exactly one of
 * these methods. Descriptors and addresses must stay valid until the terminal completion.
 */
public final class SubmissionEntry {
    /** Entries are 2^SHIFT bytes. */
    static final int SHIFT = 6;

    private static final int INT_BITS = 32;
    private static final long INT_MASK = 0xFFFF_FFFFL;
    private static final int IOPRIO_SHIFT = 16;
    private static final int BYTE_MASK = 0xFF;
    private static final int SHORT_MASK = 0xFFFF;

    private final ByteBuffer entries;
    private final int indexMask;
    private int number;
    private int at;
    private long token;
    private boolean filled;

    SubmissionEntry(ByteBuffer entries, int indexMask) {
        this.entries = entries;
        this.indexMask = indexMask;
    }

    void begin(int index, long userData) {
        number = index;
        at = (index & indexMask) << SHIFT;
        token = userData;
        filled = false;
    }

    /** Its index in the ring, running freely. */
    int index() {
        return number;
    }

    boolean isFilled() {
        return filled;
    }

    /** Does nothing and completes with 0. */
    public void nop() {
        raw(Opcode.NOP, 0, -1, 0, 0, 0, 0);
    }

    /** Receives up to {@code length} bytes at {@code address}; 0 is the end of the stream. */
    public void receive(int fd, long address, int length, boolean pollFirst) {
        raw(Opcode.RECV, pollFirst(pollFirst), fd, 0, address, length, 0);
    }

    /** Sends up to {@code length} bytes from {@code address}. */
    public void send(int fd, long address, int length, boolean pollFirst) {
        raw(Opcode.SEND, pollFirst(pollFirst), fd, 0, address, length, 0);
    }

    /** Reads at {@code offset}, or at the current position for -1. */
    public void read(int fd, long address, int length, long offset) {
        raw(Opcode.READ, 0, fd, offset, address, length, 0);
    }

    /** Writes at {@code offset}, or at the current position for -1. */
    public void write(int fd, long address, int length, long offset) {
        raw(Opcode.WRITE, 0, fd, offset, address, length, 0);
    }

    /** Reads into {@code count} buffers described by an iovec array. */
    public void readVectored(int fd, long vectors, int count, long offset) {
        raw(Opcode.READV, 0, fd, offset, vectors, count, 0);
    }

    /** Writes from {@code count} buffers described by an iovec array. */
    public void writeVectored(int fd, long vectors, int count, long offset) {
        raw(Opcode.WRITEV, 0, fd, offset, vectors, count, 0);
    }

    /** Receives into what a msghdr describes. */
    public void receiveMessage(int fd, long message, int messageFlags, boolean pollFirst) {
        raw(Opcode.RECVMSG, pollFirst(pollFirst), fd, 0, message, 1, messageFlags);
    }

    /** Sends from what a msghdr describes. */
    public void sendMessage(int fd, long message, int messageFlags, boolean pollFirst) {
        raw(Opcode.SENDMSG, pollFirst(pollFirst), fd, 0, message, 1, messageFlags);
    }

    /**
     * Accepts one connection, or, with multishot, one for each completion until the terminal one.
     * The result is the new descriptor, close-on-exec.
     */
    public void accept(int fd, boolean multishot) {
        int ioprio = multishot ? EntryFlags.ACCEPT_MULTISHOT : 0;
        raw(Opcode.ACCEPT, ioprio, fd, 0, 0, 0, EntryFlags.ACCEPT_CLOSE_ON_EXEC);
    }

    /** Connects to a sockaddr. */
    public void connect(int fd, long sockaddr, int length) {
        raw(Opcode.CONNECT, 0, fd, length, sockaddr, 0, 0);
    }

    /** Shuts down: 0 reading, 1 writing, 2 both. */
    public void shutdown(int fd, int how) {
        raw(Opcode.SHUTDOWN, 0, fd, 0, 0, how, 0);
    }

    /** Waits for {@link EntryFlags#POLL_IN} and the like; the result is what came. */
    public void poll(int fd, int events, boolean multishot) {
        raw(Opcode.POLL_ADD, 0, fd, 0, 0, multishot ? EntryFlags.POLL_ADD_MULTI : 0, events);
    }

    void close(int fd) {
        raw(Opcode.CLOSE, 0, fd, 0, 0, 0, 0);
    }

    void cancel(long target) {
        raw(Opcode.ASYNC_CANCEL, 0, -1, 0, target, 0, 0);
    }

    /** Any entry by its fields, see {@link SubmissionLayout}. */
    public void raw(byte opcode, int ioprio, int fd, long off, long addr, int len, int opFlags) {
        long first = (opcode & BYTE_MASK) | (long) (ioprio & SHORT_MASK) << IOPRIO_SHIFT;
        entries.putLong(at, first | (long) fd << INT_BITS);
        entries.putLong(at + SubmissionLayout.OFF, off);
        entries.putLong(at + SubmissionLayout.ADDR, addr);
        entries.putLong(at + SubmissionLayout.LEN, (len & INT_MASK) | (long) opFlags << INT_BITS);
        entries.putLong(at + SubmissionLayout.USER_DATA, token);
        entries.putLong(at + SubmissionLayout.BUF_INDEX, 0);
        entries.putLong(at + SubmissionLayout.RESERVED, 0);
        entries.putLong(at + SubmissionLayout.RESERVED + Long.BYTES, 0);
        filled = true;
    }

    private static int pollFirst(boolean wanted) {
        return wanted ? EntryFlags.POLL_FIRST : 0;
    }
}
