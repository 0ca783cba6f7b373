package io.ringwake.ffi;

/** The version of the C interface that these classes were written for. */
public final class AbiVersion {
    /** {@code RW_ABI_VERSION} of {@code ringwake.h}; a library with another value is refused. */
    public static final int EXPECTED = 2;

    private AbiVersion() {}
}
