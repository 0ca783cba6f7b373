package io.ringwake.reactor;

import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.ProbeLayout;
import io.ringwake.ffi.Scratch;

/**
 * What the readiness engine of the loaded library waits with: epoll on Linux; kqueue on macOS, and
 * on Linux in a library that was built so to be tested. Tests name it {@link Backend#EPOLL}.
 */
public final class ReadinessBackend {
    private static final Backend HERE = find();

    private ReadinessBackend() {}

    /** The one that is here; epoll if the library cannot be loaded. */
    public static Backend here() {
        return HERE;
    }

    /** What a test that names a backend means here. */
    public static Backend meantBy(Backend named) {
        return named == Backend.EPOLL ? HERE : named;
    }

    private static Backend find() {
        try {
            Scratch probe = new Scratch(NativeLibrary.calls(), ProbeLayout.SIZE);
            NativeLibrary.calls().probeBackend(Backend.KQUEUE.code(), probe.address());
            return probe.getInt(ProbeLayout.STATUS) == 0 ? Backend.KQUEUE : Backend.EPOLL;
        } catch (RuntimeException | LinkageError e) {
            return Backend.EPOLL;
        }
    }
}
