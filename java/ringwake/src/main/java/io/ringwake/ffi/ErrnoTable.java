package io.ringwake.ffi;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The platform's error numbers, as the C library reports them. Immutable. */
public final class ErrnoTable {
    private final Map<Errno, Integer> numbers = new EnumMap<>(Errno.class);
    private final Map<Integer, Errno> names = new HashMap<>();

    /** Asks the library for every number. */
    public ErrnoTable(NativeCalls calls) {
        for (Errno errno : Errno.values()) {
            int number = calls.errnoNumber(errno.ordinal());
            if (number > 0) {
                numbers.put(errno, number);
                names.putIfAbsent(number, errno);
            }
        }
    }

    /** The table of the loaded library. */
    public static ErrnoTable platform() {
        return Holder.TABLE;
    }

    /** The platform's number, or 0 if it has none. */
    public int number(Errno errno) {
        return numbers.getOrDefault(errno, 0);
    }

    /** Whether a result of a call or a completion is this error. */
    public boolean is(int result, Errno errno) {
        return result < 0 && -result == number(errno);
    }

    /** Which error a result {@code -errno} is; empty if it is one without a name here. */
    public Optional<Errno> find(int result) {
        return Optional.ofNullable(names.get(-result));
    }

    /** The error's name, or its number for one without a name here. */
    public String describe(int result) {
        return find(result).map(Errno::name).orElse("errno " + -result);
    }

    private static final class Holder {
        static final ErrnoTable TABLE = new ErrnoTable(NativeLibrary.calls());
    }
}
