package io.ringwake.ffi;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Optional features of a ring, each found by trial and each with an off-switch ({@code
 * -Dringwake.disable=name,name}).
 */
public enum Feature {
    /** One submitting thread: fewer locks in the kernel. */
    SINGLE_ISSUER(0),
    /** Completions run when the owner waits, not by interrupt. */
    DEFER_TASKRUN(1),
    /** No inter-processor interrupt for completions. */
    COOP_TASKRUN(2),
    /** A timeout in the wait itself; without it io_uring is not used. */
    EXT_ARG(3),
    /** Enter by index, without looking the descriptor up. */
    REGISTERED_RING(4),
    /** No index array between the tail and the entries. */
    NO_SQARRAY(5),
    /** A bad entry does not stop its batch. */
    SUBMIT_ALL(6),
    /** Overflowing completions are kept; without it io_uring is not used. */
    NODROP(7),
    /** One ACCEPT entry for many connections. */
    ACCEPT_MULTISHOT(8),
    /** One POLL_ADD entry for many events. */
    POLL_MULTISHOT(9),
    /** RECV and SEND can be told to wait before the first attempt. */
    POLL_FIRST(10),
    /** Cancel by descriptor, all, any. */
    CANCEL_FD(11),
    /** epoll: timeouts in nanoseconds. */
    PWAIT2(12);

    private final int bit;

    Feature(int bit) {
        this.bit = bit;
    }

    /** This feature's {@code RW_FEATURE_*} bit. */
    public long mask() {
        return 1L << bit;
    }

    /** The name users write: lower-case with hyphens, for instance {@code accept-multishot}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The bits of all these features together. */
    public static long mask(Set<Feature> features) {
        return features.stream().mapToLong(Feature::mask).reduce(0, (a, b) -> a | b);
    }

    /** The features whose bits are set; bits that mean nothing here are left out. */
    public static Set<Feature> ofMask(long mask) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        for (Feature feature : values()) {
            if ((mask & feature.mask()) != 0) {
                features.add(feature);
            }
        }
        return features;
    }

    /** The names that are allowed, for messages. */
    public static String optionNames() {
        return Arrays.stream(values()).map(Feature::optionName).collect(Collectors.joining(", "));
    }
}
