package io.ringwake.ffi;

/**
 * The C library could not be loaded. The message names the platform, the resource and every path
 * that was tried; the reasons are the suppressed exceptions.
 */
public final class NativeUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NativeUnavailableException(String message) {
        super(message);
    }
}
