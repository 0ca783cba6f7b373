package io.ringwake.ffi;

/**
 * {@code struct rw_ring_params}, 24 bytes, aligned to 8.
 *
 * <pre>
 *    0         4            8            12         16          24
 *   | backend | sq_entries | cq_entries | reserved | disabled  |
 * </pre>
 */
public final class RingParamsLayout {
    public static final int SIZE = 24;
    public static final int BACKEND = 0;
    public static final int SQ_ENTRIES = 4;
    public static final int CQ_ENTRIES = 8;
    public static final int RESERVED = 12;
    public static final int DISABLED = 16;

    private RingParamsLayout() {}
}
