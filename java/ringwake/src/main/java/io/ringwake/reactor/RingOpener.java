package io.ringwake.reactor;

import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.Feature;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.RingException;
import io.ringwake.ffi.RingParamsLayout;
import io.ringwake.ffi.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens a ring on the backend that was asked for, or on the first that works, and keeps why the
 * others did not.
 *
 * <ul>
 *   <li>ENOMEM: half the entries, down to {@value #ENTRIES_MIN}, then the next backend.
 *   <li>EMFILE, ENFILE: reported at once; every backend needs descriptors.
 *   <li>EPERM, EACCES, ENOSYS, EINVAL and anything else: the next backend.
 * </ul>
 */
final class RingOpener {
    static final int ENTRIES_MIN = 32;

    private static final Path SYSCTL = Path.of("/proc/sys/kernel/io_uring_disabled");

    private final ReactorConfig config;
    private final NativeCalls calls;
    private final ErrnoTable errnos;
    private final Scratch params;
    private final Scratch out;
    private final List<String> reasons = new ArrayList<>();
    private int lastResult;

    RingOpener(ReactorConfig config, NativeCalls calls, ErrnoTable errnos) {
        this.config = config;
        this.calls = calls;
        this.errnos = errnos;
        params = new Scratch(calls, RingParamsLayout.SIZE);
        out = new Scratch(calls, Long.BYTES);
    }

    /**
     * Opens a ring for the calling thread.
     *
     * @throws RingException if none can be opened
     */
    OpenedRing open() {
        for (Backend backend : candidates()) {
            Optional<Ring> ring = tryBackend(backend);
            if (ring.isPresent()) {
                return new OpenedRing(ring.get(), fallback());
            }
        }
        throw failure();
    }

    private List<Backend> candidates() {
        if (config.backend() != Backend.AUTO) {
            return List.of(config.backend());
        }
        List<Backend> candidates = new ArrayList<>();
        for (Backend backend : Backend.automaticOrder(System.getProperty("os.name", ""))) {
            if (config.disabledBackends().contains(backend)) {
                reasons.add(
                        backend.optionName()
                                + " is switched off by "
                                + ReactorConfig.DISABLE_PROPERTY);
            } else {
                candidates.add(backend);
            }
        }
        return candidates;
    }

    private Optional<Ring> tryBackend(Backend backend) {
        int entries = config.ringEntries();
        int completions = config.completionEntries();
        while (true) {
            lastResult = openNative(backend, entries, completions);
            if (lastResult >= 0) {
                return Optional.of(map(out.getLong(0)));
            }
            reasons.add(reason(backend, entries));
            if (errnos.is(lastResult, Errno.EMFILE) || errnos.is(lastResult, Errno.ENFILE)) {
                throw failure();
            }
            if (!errnos.is(lastResult, Errno.ENOMEM) || entries / 2 < ENTRIES_MIN) {
                return Optional.empty();
            }
            entries /= 2;
            completions /= 2;
        }
    }

    private Ring map(long handle) {
        try {
            return Ring.map(calls, handle);
        } catch (RuntimeException | Error e) {
            calls.ringClose(handle);
            throw e;
        }
    }

    private int openNative(Backend backend, int entries, int completions) {
        params.putInt(RingParamsLayout.BACKEND, backend.code());
        params.putInt(RingParamsLayout.SQ_ENTRIES, entries);
        params.putInt(RingParamsLayout.CQ_ENTRIES, completions);
        params.putInt(RingParamsLayout.RESERVED, 0);
        params.putLong(RingParamsLayout.DISABLED, Feature.mask(config.disabledFeatures()));
        return calls.ringOpen(params.address(), out.address());
    }

    private String reason(Backend backend, int entries) {
        String what = backend.optionName() + " with " + entries + " entries: ";
        if (backend == Backend.IO_URING && isDenial()) {
            return what + errnos.describe(lastResult) + ", " + whoDenies();
        }
        String advice = errnos.find(lastResult).map(Errno::advice).orElse("unknown to Ringwake");
        return what + errnos.describe(lastResult) + ", " + advice;
    }

    private boolean isDenial() {
        return errnos.is(lastResult, Errno.EPERM) || errnos.is(lastResult, Errno.EACCES);
    }

    private static String whoDenies() {
        try {
            String value = Files.readString(SYSCTL).strip();
            if (!value.equals("0")) {
                return "forbidden by sysctl kernel.io_uring_disabled=" + value;
            }
        } catch (IOException e) {
            return "forbidden, probably by a seccomp filter (usual in containers)";
        }
        return "forbidden by a seccomp filter or security module (usual in containers)";
    }

    private Optional<String> fallback() {
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private RingException failure() {
        String advice = fallback().orElse("no backend exists for this system");
        return new RingException("rw_ring_open", lastResult, errnos.describe(lastResult), advice);
    }
}
