package io.ringwake.reactor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which of the system's I/O interfaces drives the rings. */
public enum Backend {
    /** The best one that works here; which one and why is kept. */
    AUTO(0),
    /** Linux io_uring. */
    IO_URING(1),
    /** Linux epoll. */
    EPOLL(2),
    /** BSD and macOS kqueue. */
    KQUEUE(3);

    private final int code;

    Backend(int code) {
        this.code = code;
    }

    /** {@code RW_BACKEND_*}; 0 for {@link #AUTO}. */
    public int code() {
        return code;
    }

    /** The backend of a {@code RW_BACKEND_*} number. */
    static Backend ofCode(int code) {
        return Arrays.stream(values())
                .filter(backend -> backend.code == code)
                .findFirst()
                .orElseThrow(() -> new AssertionError("backend=" + code));
    }

    /** What {@link #AUTO} tries on a system, in this order. */
    static List<Backend> automaticOrder(String osName) {
        return osName.startsWith("Linux") ? List.of(IO_URING, EPOLL) : List.of(KQUEUE);
    }

    /** The name users write: {@code auto}, {@code io_uring}, {@code epoll}, {@code kqueue}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a name as users write it, in any case.
     *
     * @param option what to call the option in the message, for instance {@code ringwake.backend}
     * @throws IllegalArgumentException naming the option, the value and what is allowed
     */
    public static Backend parse(String option, String name) {
        return Arrays.stream(values())
                .filter(backend -> backend.optionName().equalsIgnoreCase(name.strip()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(unknown(option, name)));
    }

    private static String unknown(String option, String name) {
        String allowed =
                Arrays.stream(values()).map(Backend::optionName).collect(Collectors.joining(", "));
        return option + "=" + name + ": must be one of " + allowed;
    }
}
