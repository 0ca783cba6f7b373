package io.ringwake.ffi;

/** Flag bits of submission and completion entries and of the shared words of a ring. */
public final class EntryFlags {
    /** op_flags of ASYNC_CANCEL: every match; the result is how many there were. */
    public static final int CANCEL_ALL = 1;

    /** op_flags of ASYNC_CANCEL: match the descriptor, not the user data. */
    public static final int CANCEL_FD = 1 << 1;

    /** op_flags of ASYNC_CANCEL: match everything but this entry. */
    public static final int CANCEL_ANY = 1 << 2;

    /** len of POLL_ADD: stay armed. */
    public static final int POLL_ADD_MULTI = 1;

    /** ioprio of ACCEPT: stay armed, one completion for each connection. */
    public static final int ACCEPT_MULTISHOT = 1;

    /** ioprio of RECV, SEND and their message forms: wait before the first attempt. */
    public static final int POLL_FIRST = 1;

    /** A completion's flags: the operation goes on; clear in its terminal completion. */
    public static final int MORE = 1 << 1;

    /** The ring's flag word: completions wait outside the ring for the next enter. */
    public static final int CQ_OVERFLOW = 1 << 1;

    /** The ring's flag word: completions wait for the next enter. */
    public static final int TASKRUN = 1 << 2;

    /** op_flags of ACCEPT on Linux: SOCK_CLOEXEC. */
    public static final int ACCEPT_CLOSE_ON_EXEC = 0x80000;

    /** Poll event: bytes can be read, or a connection accepted. */
    public static final int POLL_IN = 1;

    /** Poll event: bytes can be written. */
    public static final int POLL_OUT = 4;

    private EntryFlags() {}
}
