package io.ringwake.ffi;

/** Finds and loads the C library. */
final class NativeLoader {
    private NativeLoader() {}

    static NativeLoader fromSystemProperties() {
        return new NativeLoader();
    }

    NativeLibrary load() {
        throw new NativeUnavailableException("not implemented yet");
    }
}
