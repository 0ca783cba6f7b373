package io.ringwake.ffi;

/** Operation codes of a submission entry: io_uring's numbers, on every backend. */
public final class Opcode {
    public static final byte NOP = 0;
    public static final byte READV = 1;
    public static final byte WRITEV = 2;
    public static final byte POLL_ADD = 6;
    public static final byte POLL_REMOVE = 7;
    public static final byte SENDMSG = 9;
    public static final byte RECVMSG = 10;
    public static final byte ACCEPT = 13;
    public static final byte ASYNC_CANCEL = 14;
    public static final byte CONNECT = 16;
    public static final byte CLOSE = 19;
    public static final byte READ = 22;
    public static final byte WRITE = 23;
    public static final byte SEND = 26;
    public static final byte RECV = 27;
    public static final byte SHUTDOWN = 34;

    private Opcode() {}
}
