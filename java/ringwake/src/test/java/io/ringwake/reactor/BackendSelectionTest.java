package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.ffi.DelegatingCalls;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.Messages;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.RingException;
import io.ringwake.ffi.RingParamsLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class BackendSelectionTest {
    private final ReactorConfig config = ReactorFixture.config(Backend.AUTO);

    /** What the automatic choice on Linux falls back to; a library with kqueue has none there. */
    private static void onlyWithEpoll() {
        assumeTrue(ReadinessBackend.here() == Backend.EPOLL, "this library has no epoll");
    }

    @ParameterizedTest
    @EnumSource(names = {"EPERM", "EACCES", "ENOSYS", "EINVAL", "EOPNOTSUPP"})
    void automaticFallsBackToEpollAndKeepsTheReason(Errno errno) {
        onlyWithEpoll();
        OpenCalls calls = new OpenCalls(Backend.IO_URING, errno);
        try (Reactor reactor = Reactor.open(config, calls)) {
            assertEquals(Backend.EPOLL, reactor.backend());
            String reason = reactor.backendFallback().orElseThrow();
            assertTrue(reason.contains("io_uring"), reason);
            assertTrue(reason.contains(errno.name()), reason);
            assertEquals(1, reactor.metrics().fallbacks());
            reactor.submit(RecordingOperation.nop());
            assertEquals(1, reactor.turn(-1));
        }
    }

    @Test
    void forbiddenIoUringSaysWhoForbidsIt() {
        onlyWithEpoll();
        OpenCalls calls = new OpenCalls(Backend.IO_URING, Errno.EPERM);
        try (Reactor reactor = Reactor.open(config, calls)) {
            String reason = reactor.backendFallback().orElseThrow();
            assertTrue(reason.contains("seccomp") || reason.contains("sysctl"), reason);
        }
    }

    @Test
    void aRingThatCannotBeMappedIsClosed() throws IOException {
        NativeCalls calls =
                new DelegatingCalls(NativeLibrary.calls()) {
                    @Override
                    public ByteBuffer view(long address, long size) {
                        throw new OutOfMemoryError("of a test");
                    }
                };
        long before = ReactorFixture.openDescriptors();
        assertThrows(OutOfMemoryError.class, () -> Reactor.open(config, calls));
        assertEquals(before, ReactorFixture.openDescriptors());
    }

    @Test
    void outOfMemoryTriesSmallerRingsFirst() {
        onlyWithEpoll();
        OpenCalls calls = new OpenCalls(Backend.IO_URING, Errno.ENOMEM);
        try (Reactor reactor = Reactor.open(config.withRingEntries(256, 1024), calls)) {
            assertEquals(Backend.EPOLL, reactor.backend());
        }
        assertEquals(
                List.of(
                        "IO_URING 256 1024",
                        "IO_URING 128 512",
                        "IO_URING 64 256",
                        "IO_URING 32 128",
                        "EPOLL 256 1024"),
                calls.opened);
    }

    @Test
    void aSmallerRingIsUsedAndTheReasonKept() {
        Backend here = ReadinessBackend.here();
        OpenCalls calls = new OpenCalls(here, Errno.ENOMEM);
        calls.failures = 2;
        ReactorConfig large = config.withBackend(here).withRingEntries(256, 1024);
        try (Reactor reactor = Reactor.open(large, calls)) {
            assertTrue(reactor.backendFallback().orElseThrow().contains("256 entries: ENOMEM"));
            assertEquals(here + " 64 256", calls.opened.get(2));
            for (int i = 0; i < 300; i++) {
                reactor.submit(RecordingOperation.nop());
            }
            while (reactor.inFlight() > 0) {
                reactor.turn(-1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EMFILE", "ENFILE"})
    void withoutDescriptorsNothingElseIsTried(Errno errno) {
        OpenCalls calls = new OpenCalls(Backend.IO_URING, errno);
        RingException thrown = assertThrows(RingException.class, () -> Reactor.open(config, calls));
        Messages.assertContains(thrown, errno.name());
        assertEquals(1, calls.opened.size());
    }

    @Test
    void anExplicitBackendThatIsMissingIsAnErrorThatSaysWhy() {
        OpenCalls calls = new OpenCalls(Backend.IO_URING, Errno.ENOSYS);
        RingException thrown =
                assertThrows(
                        RingException.class,
                        () -> Reactor.open(config.withBackend(Backend.IO_URING), calls));
        Messages.assertContains(thrown, "io_uring");
        Messages.assertContains(thrown, "ENOSYS");
        assertEquals(1, calls.opened.size());
    }

    @Test
    void noLibraryHasBothEpollAndKqueue() {
        Backend missing = ReadinessBackend.here() == Backend.EPOLL ? Backend.KQUEUE : Backend.EPOLL;
        RingException thrown =
                assertThrows(RingException.class, () -> Reactor.open(config.withBackend(missing)));
        Messages.assertContains(thrown, missing.optionName());
    }

    @Test
    void aBackendThatIsSwitchedOffIsPassedOver() {
        onlyWithEpoll();
        try (Reactor reactor = Reactor.open(config.withDisabled("io_uring"))) {
            assertEquals(Backend.EPOLL, reactor.backend());
            String reason = reactor.backendFallback().orElseThrow();
            assertTrue(reason.contains("switched off by ringwake.disable"), reason);
        }
        RingException thrown =
                assertThrows(
                        RingException.class,
                        () -> Reactor.open(config.withDisabled("io_uring,epoll")));
        Messages.assertContains(thrown, "epoll is switched off");
    }

    /** Features that io_uring needs cannot be missing: epoll is used instead. */
    @Test
    void aRequiredFeatureThatIsSwitchedOffRulesIoUringOut() {
        onlyWithEpoll();
        try (Reactor reactor = Reactor.open(config.withDisabled("ext-arg"))) {
            assertEquals(Backend.EPOLL, reactor.backend());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void switchedOffFeaturesAreNotInUse(Backend backend) {
        ReactorConfig without =
                config.withBackend(ReadinessBackend.meantBy(backend))
                        .withDisabled("accept-multishot, single-issuer,defer-taskrun,pwait2");
        try (ReactorFixture fixture = ReactorFixture.open(without)) {
            assertEquals(4, without.disabledFeatures().size());
            without.disabledFeatures()
                    .forEach(feature -> assertFalse(fixture.reactor.has(feature)));
            fixture.runToEnd(RecordingOperation.nop());
        }
    }

    @Test
    void configurationErrorsNameTheOptionTheValueAndWhatIsAllowed() {
        assertMessage("ringwake.disable=turbo", () -> config.withDisabled("turbo"));
        assertMessage("io_uring, epoll, kqueue", () -> config.withDisabled("turbo"));
        assertMessage("ringEntries=100", () -> config.withRingEntries(100, 0));
        assertMessage("completionEntries=64", () -> config.withRingEntries(64, 64));
        assertMessage("x=iouring: must be one of auto, io", () -> Backend.parse("x", "iouring"));
        assertEquals(Backend.IO_URING, Backend.parse("x", " IO_uring "));
        assertEquals(Set.of(), config.withDisabled(" , ").disabledFeatures());
    }

    private static void assertMessage(String part, Runnable action) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, action::run);
        Messages.assertContains(thrown, part);
    }

    /** Refuses to open one backend. */
    private static final class OpenCalls extends DelegatingCalls {
        final List<String> opened = new ArrayList<>();
        int failures = Integer.MAX_VALUE;
        private final Backend refused;
        private final int result;

        OpenCalls(Backend refused, Errno errno) {
            super(NativeLibrary.calls());
            this.refused = refused;
            result = -ErrnoTable.platform().number(errno);
        }

        @Override
        public int ringOpen(long paramsAddress, long outAddress) {
            NativeCalls calls = real;
            ByteBuffer params =
                    calls.view(paramsAddress, RingParamsLayout.SIZE).order(ByteOrder.nativeOrder());
            Backend backend = Backend.ofCode(params.getInt(RingParamsLayout.BACKEND));
            opened.add(
                    backend
                            + " "
                            + params.getInt(RingParamsLayout.SQ_ENTRIES)
                            + " "
                            + params.getInt(RingParamsLayout.CQ_ENTRIES));
            if (backend == refused && failures-- > 0) {
                return result;
            }
            return super.ringOpen(paramsAddress, outAddress);
        }
    }
}
