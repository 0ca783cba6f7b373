package io.ringwake.ffi;

/**
 * {@code struct rw_address}, 32 bytes, aligned to 4: an IP address and port.
 *
 * <pre>
 *    0        4      8          12         16        32
 *   | family | port | scope_id | reserved | bytes   |
 * </pre>
 */
public final class AddressLayout {
    public static final int SIZE = 32;
    public static final int FAMILY = 0;
    public static final int PORT = 4;
    public static final int SCOPE_ID = 8;
    public static final int RESERVED = 12;
    public static final int BYTES = 16;

    /** {@code RW_FAMILY_INET}. */
    public static final int FAMILY_INET = 4;

    /** {@code RW_FAMILY_INET6}. */
    public static final int FAMILY_INET6 = 6;

    /** {@code RW_SOCKADDR_BYTES_MAX}: room for any sockaddr. */
    public static final int SOCKADDR_BYTES_MAX = 128;

    private AddressLayout() {}
}
