package io.ringwake.cli.doctor;

import io.ringwake.ffi.LimitsLayout;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.Scratch;
import java.util.LinkedHashMap;
import java.util.Map;

/** The limits of this process that a runtime runs into. The JVM raises the soft limit of files. */
final class LimitFacts {
    private static final long UNLIMITED = -1; // all bits set

    private LimitFacts() {}

    static Map<String, Object> facts(NativeCalls calls, SystemFiles files) {
        Map<String, Object> facts = new LinkedHashMap<>();
        Scratch limits = new Scratch(calls, LimitsLayout.SIZE);
        if (calls.limits(limits.address()) >= 0) {
            put(facts, "open_files_soft", limits.getLong(LimitsLayout.DESCRIPTORS_SOFT));
            put(facts, "open_files_hard", limits.getLong(LimitsLayout.DESCRIPTORS_HARD));
            put(facts, "locked_bytes_soft", limits.getLong(LimitsLayout.LOCKED_BYTES_SOFT));
            put(facts, "locked_bytes_hard", limits.getLong(LimitsLayout.LOCKED_BYTES_HARD));
        }
        facts.put("kernel.io_uring_disabled", IoUringPolicy.describe(files));
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, long value) {
        facts.put(name, value == UNLIMITED ? "unlimited" : (Object) value);
    }
}
