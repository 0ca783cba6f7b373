package io.ringwake.ffi;

/**
 * {@code struct rw_probe}, 24 bytes, aligned to 8.
 *
 * <pre>
 *    0        4         8          16         24
 *   | status | backend | features | opcodes  |
 * </pre>
 */
public final class ProbeLayout {
    public static final int SIZE = 24;
    public static final int STATUS = 0;
    public static final int BACKEND = 4;
    public static final int FEATURES = 8;
    public static final int OPCODES = 16;

    private ProbeLayout() {}
}
