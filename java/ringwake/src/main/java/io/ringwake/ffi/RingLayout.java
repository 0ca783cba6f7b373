package io.ringwake.ffi;

/**
 * {@code struct rw_ring_layout}, 80 bytes, aligned to 8: where the shared words of a ring are.
 *
 * <pre>
 *    0           8           16          24          32
 *   | ring_base | ring_size | sqes_base | sqes_size |
 *   32        36        40         44        48        52            56     60           64
 *   | sq_head | sq_tail | sq_flags | cq_head | cq_tail | cq_overflow | cqes | sq_entries |
 *   64           68        72          80
 *   | cq_entries | backend | features |
 * </pre>
 */
public final class RingLayout {
    public static final int SIZE = 80;
    public static final int RING_BASE = 0;
    public static final int RING_SIZE = 8;
    public static final int SQES_BASE = 16;
    public static final int SQES_SIZE = 24;
    public static final int SQ_HEAD_OFFSET = 32;
    public static final int SQ_TAIL_OFFSET = 36;
    public static final int SQ_FLAGS_OFFSET = 40;
    public static final int CQ_HEAD_OFFSET = 44;
    public static final int CQ_TAIL_OFFSET = 48;
    public static final int CQ_OVERFLOW_OFFSET = 52;
    public static final int CQES_OFFSET = 56;
    public static final int SQ_ENTRIES = 60;
    public static final int CQ_ENTRIES = 64;
    public static final int BACKEND = 68;
    public static final int FEATURES = 72;

    private RingLayout() {}
}
