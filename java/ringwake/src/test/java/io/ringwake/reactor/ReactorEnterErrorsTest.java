package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.Errno;
import io.ringwake.ffi.Messages;
import io.ringwake.ffi.RingException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each error of the native enter leads to. */
@Timeout(30)
class ReactorEnterErrorsTest {
    @ParameterizedTest
    @EnumSource(names = {"EBUSY", "EAGAIN", "ENOMEM", "ENOBUFS"})
    void aRefusalForTheMomentIsRepeatedAndLosesNothing(Errno errno) {
        RefusingCalls calls = new RefusingCalls(errno);
        try (ReactorFixture fixture = open(calls)) {
            RecordingOperation nop = RecordingOperation.nop();
            fixture.reactor.submit(nop);
            calls.refuse(3);
            fixture.turnUntil(() -> !nop.isInFlight());
            assertEquals(List.of(0), nop.results);
            assertEquals(3, fixture.reactor.metrics().enterRetries());
        }
    }

    /** Waiting longer would stall the entries that were not taken; not at all would spin. */
    @ParameterizedTest
    @EnumSource(names = {"EAGAIN"})
    void aRefusedWaitIsFollowedByAShortOneWithoutEntries(Errno errno) {
        RefusingCalls calls = new RefusingCalls(errno);
        try (ReactorFixture fixture = open(calls)) {
            fixture.reactor.submit(RecordingOperation.nop());
            calls.refuse(1);
            assertEquals(0, fixture.reactor.turn(-1));
            assertEquals(List.of(1, 1), calls.minCompletes);
            assertEquals(List.of(-1L, Crossing.BACK_OFF_NANOS), calls.timeouts);
            assertEquals(1, fixture.reactor.turn(-1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EINTR", "ETIME"})
    void anEarlyEndOfTheWaitIsNoError(Errno errno) {
        RefusingCalls calls = new RefusingCalls(errno);
        try (ReactorFixture fixture = open(calls)) {
            calls.refuse(1);
            assertEquals(0, fixture.reactor.turn(-1));
            assertEquals(0, fixture.reactor.metrics().enterRetries());
            fixture.runToEnd(RecordingOperation.nop());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EBADF", "EEXIST", "EINVAL", "EFAULT", "EOVERFLOW"})
    void aBrokenRingEndsTheReactor(Errno errno) {
        RefusingCalls calls = new RefusingCalls(errno);
        ReactorFixture fixture = open(calls);
        RecordingOperation nop = RecordingOperation.nop();
        fixture.reactor.submit(nop);
        calls.refuse(1);
        RingException thrown = assertThrows(RingException.class, () -> fixture.reactor.turn(-1));
        Messages.assertContains(thrown, errno.name());
        assertEquals("rw_ring_enter", thrown.call());
        assertThrows(IllegalStateException.class, () -> fixture.reactor.turn(0));
        fixture.reactor.close();
        assertEquals(1, fixture.reactor.metrics().abandoned());
        assertTrue(nop.isInFlight());
        fixture.memory.close();
    }

    @Test
    void anOperationThatABrokenRingHasNoRoomForStaysIdle() {
        RefusingCalls calls = new RefusingCalls(Errno.EBADF);
        ReactorFixture fixture = open(calls);
        for (int i = 0; i < 64; i++) {
            fixture.reactor.submit(RecordingOperation.nop());
        }
        RecordingOperation late = RecordingOperation.nop();
        calls.refuse(1);
        assertThrows(RingException.class, () -> fixture.reactor.submit(late));
        assertFalse(late.isInFlight());
        assertEquals(64, fixture.reactor.inFlight());
        fixture.close();
    }

    /** Full, so that the first cancellation has to enter it. */
    @Test
    void aRingFoundBrokenWhileShuttingDownIsClosedAllTheSame() throws IOException {
        long before = ReactorFixture.openDescriptors();
        RefusingCalls calls = new RefusingCalls(Errno.EBADF);
        ReactorFixture fixture = open(calls);
        Descriptor socket = fixture.pair().get(0);
        fixture.reactor.submit(fixture.receive(socket, fixture.memory.address(), 16));
        fixture.reactor.turn(0);
        for (int i = 0; i < 64; i++) {
            fixture.reactor.submit(RecordingOperation.nop());
        }
        calls.refuse(Integer.MAX_VALUE);
        assertThrows(RingException.class, fixture.reactor::close);
        assertEquals(65, fixture.reactor.metrics().abandoned());
        assertEquals(before, ReactorFixture.openDescriptors());
        fixture.memory.close();
    }

    private static ReactorFixture open(RefusingCalls calls) {
        return ReactorFixture.open(ReactorFixture.config(Backend.EPOLL), calls);
    }
}
