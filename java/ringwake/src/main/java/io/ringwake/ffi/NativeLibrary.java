package io.ringwake.ffi;

import org.jspecify.annotations.Nullable;

/**
 * The C library as it was loaded into this class loader, once, at first use.
 *
 * @param origin where it came from: a file, the resource it was unpacked from, or the system
 * @param abiVersion the version it reported
 * @param binding which binding carries the calls, and why that one
 * @param bound the functions
 */
public record NativeLibrary(String origin, int abiVersion, String binding, NativeCalls bound) {
    /**
     * The library, loaded if it was not.
     *
     * @throws NativeUnavailableException if it cannot be loaded; later calls throw the same
     */
    public static NativeLibrary get() {
        if (Holder.FAILURE != null) {
            throw Holder.FAILURE;
        }
        if (Holder.LIBRARY == null) {
            throw new AssertionError("the loader gave neither a library nor a failure");
        }
        return Holder.LIBRARY;
    }

    /** The functions of the library, loaded if it was not. */
    public static NativeCalls calls() {
        return get().bound();
    }

    /** Keeps the failure, too, so that every caller sees the first reason and not its echo. */
    private static final class Holder {
        static final @Nullable NativeLibrary LIBRARY;
        static final @Nullable NativeUnavailableException FAILURE;

        static {
            NativeLibrary library = null;
            NativeUnavailableException failure = null;
            try {
                library = NativeLoader.fromSystemProperties().load();
            } catch (NativeUnavailableException e) {
                failure = e;
            } catch (RuntimeException | Error e) {
                failure = NativeUnavailableException.unforeseen(e);
            }
            LIBRARY = library;
            FAILURE = failure;
        }
    }
}
