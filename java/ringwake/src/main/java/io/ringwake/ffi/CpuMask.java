package io.ringwake.ffi;

/** The masks of {@code rw_thread_set_affinity}: CPU n is bit n % 64 of the 64-bit word n / 64. */
public final class CpuMask {
    /** {@code RW_CPU_WORDS_MAX}: room for every CPU that Linux can be built for. */
    public static final int WORDS_MAX = 128;

    /** One more than the highest CPU a mask can hold. */
    public static final int CPUS_MAX = WORDS_MAX * Long.SIZE;

    private CpuMask() {}
}
