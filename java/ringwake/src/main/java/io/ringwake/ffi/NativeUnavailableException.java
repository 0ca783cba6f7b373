package io.ringwake.ffi;

/**
 * The C library could not be loaded. The message names the platform, the resource and every path
 * that was tried; the reasons are the suppressed exceptions, or the cause where loading ended in a
 * way that was not foreseen.
 */
public final class NativeUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NativeUnavailableException(String message) {
        super(message);
    }

    private NativeUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For what the loader does not expect, as a JVM that has no thread left to give. */
    static NativeUnavailableException unforeseen(Throwable cause) {
        return new NativeUnavailableException("the native library of Ringwake: " + cause, cause);
    }
}
