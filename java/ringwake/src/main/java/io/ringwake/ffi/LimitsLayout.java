package io.ringwake.ffi;

/**
 * {@code struct rw_limits}, 32 bytes, aligned to 8; all bits set means unlimited.
 *
 * <pre>
 *    0                  8                  16                  24                  32
 *   | descriptors_soft | descriptors_hard | locked_bytes_soft | locked_bytes_hard |
 * </pre>
 */
public final class LimitsLayout {
    public static final int SIZE = 32;
    public static final int DESCRIPTORS_SOFT = 0;
    public static final int DESCRIPTORS_HARD = 8;
    public static final int LOCKED_BYTES_SOFT = 16;
    public static final int LOCKED_BYTES_HARD = 24;

    private LimitsLayout() {}
}
