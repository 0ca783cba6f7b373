package io.ringwake.ffi;

/**
 * {@code struct rw_location}, 8 bytes, aligned to 4.
 *
 * <pre>
 *    0     4      8
 *   | cpu | node |
 * </pre>
 */
public final class LocationLayout {
    public static final int SIZE = 8;
    public static final int CPU = 0;
    public static final int NODE = 4;

    private LocationLayout() {}
}
