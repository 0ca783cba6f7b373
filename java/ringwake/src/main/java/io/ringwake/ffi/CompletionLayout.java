package io.ringwake.ffi;

/**
 * {@code struct rw_cqe}, 16 bytes, aligned to 8: io_uring's completion entry.
 *
 * <pre>
 *    0                  8         12        16
 *   | user_data        | res     | flags   |
 * </pre>
 */
public final class CompletionLayout {
    public static final int SIZE = 16;
    public static final int USER_DATA = 0;
    public static final int RES = 8;
    public static final int FLAGS = 12;

    private CompletionLayout() {}
}
