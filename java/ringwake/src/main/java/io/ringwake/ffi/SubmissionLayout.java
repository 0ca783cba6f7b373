package io.ringwake.ffi;

/**
 * {@code struct rw_sqe}, 64 bytes, aligned to 8: io_uring's submission entry.
 *
 * <pre>
 *    0        1        2          4          8                         16
 *   | opcode | flags  | ioprio   | fd       | off                     |
 *   16                           24         28                        32
 *   | addr                       | len      | op_flags                |
 *   32                           40      42      44         48        64
 *   | user_data                  | buf   | pers  | file_idx | reserved |
 * </pre>
 */
public final class SubmissionLayout {
    public static final int SIZE = 64;
    public static final int OPCODE = 0;
    public static final int FLAGS = 1;
    public static final int IOPRIO = 2;
    public static final int FD = 4;
    public static final int OFF = 8;
    public static final int ADDR = 16;
    public static final int LEN = 24;
    public static final int OP_FLAGS = 28;
    public static final int USER_DATA = 32;
    public static final int BUF_INDEX = 40;
    public static final int PERSONALITY = 42;
    public static final int FILE_INDEX = 44;
    public static final int RESERVED = 48;

    private SubmissionLayout() {}
}
