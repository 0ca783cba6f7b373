package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.Opcode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The reactor against a ring whose every word is in the test's hands. */
@Timeout(30)
class ReactorProtocolTest {
    /** Three steps before the indices come round to 0. */
    private final ScriptedRing ring = new ScriptedRing(-3);

    private final Reactor reactor =
            Reactor.open(
                    ReactorConfig.defaults()
                            .withBackend(Backend.EPOLL)
                            .withShutdownTimeout(Duration.ZERO),
                    ring);

    @Test
    void theIndicesOfBothRingsComeRound() {
        ring.kernel = ring::completeAll;
        List<RecordingOperation> nops = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            RecordingOperation nop = RecordingOperation.nop();
            nops.add(nop);
            reactor.submit(nop);
            if (i % 3 == 0) {
                reactor.turn(0);
            }
        }
        while (reactor.inFlight() > 0) {
            reactor.turn(0);
        }
        nops.forEach(nop -> assertEquals(List.of(0), nop.results));
    }

    @Test
    void aCompletionOfAnEarlierUseOfTheSlotIsDroppedAndCounted() {
        RecordingOperation first = RecordingOperation.nop();
        RecordingOperation second = RecordingOperation.nop();
        reactor.submit(first);
        reactor.turn(0);
        long early = ring.taken.get(0);
        ring.post(early, 1, 0);
        reactor.turn(0);
        reactor.submit(second);
        reactor.turn(0);
        assertEquals(Token.slot(early), Token.slot(ring.taken.get(1)));

        ring.post(early, 99, 0);
        assertEquals(0, reactor.turn(0));
        assertEquals(1, reactor.metrics().lateDrops());
        assertEquals(List.of(1), first.results);
        assertTrue(second.isInFlight());
        ring.post(ring.taken.get(1), 2, 0);
        assertEquals(1, reactor.turn(0));
        assertEquals(List.of(2), second.results);
    }

    @Test
    void anOperationStaysInFlightAsLongAsThereIsMore() {
        RecordingOperation multishot = RecordingOperation.nop();
        reactor.submit(multishot);
        reactor.turn(0);
        long token = ring.taken.get(0);
        ring.post(token, 1, EntryFlags.MORE);
        ring.post(token, 2, EntryFlags.MORE);
        assertEquals(2, reactor.turn(0));
        assertTrue(multishot.isInFlight());
        ring.post(token, 3, 0);
        reactor.turn(0);
        assertFalse(multishot.isInFlight());
        assertEquals(List.of(1, 2, 3), multishot.results);
    }

    @Test
    void aTurnWithCompletionsAtHandDoesNotEnter() {
        RecordingOperation nop = RecordingOperation.nop();
        reactor.submit(nop);
        reactor.turn(0);
        long crossings = reactor.metrics().crossings();
        ring.post(ring.taken.get(0), 0, 0);
        assertEquals(1, reactor.turn(-1));
        assertEquals(crossings, reactor.metrics().crossings());
    }

    @Test
    void overflowMakesTheTurnEnterWithoutWaiting() {
        RecordingOperation nop = RecordingOperation.nop();
        reactor.submit(nop);
        reactor.turn(0);
        ring.minCompletes.clear();
        ring.setOverflow(true);
        ring.kernel =
                () -> {
                    ring.completeAll();
                    ring.setOverflow(false);
                };
        assertEquals(1, reactor.turn(-1));
        assertEquals(List.of(0), ring.minCompletes);
        assertEquals(1, reactor.metrics().overflows());
    }

    @Test
    void lostCompletionsAreShown() {
        ring.setLost(3);
        reactor.turn(0);
        assertEquals(3, reactor.metrics().lostCompletions());
    }

    @Test
    void entriesThatWereNotTakenGoWithTheNextEnter() {
        ring.takeLimit = 1;
        ring.kernel = ring::completeAll;
        List<RecordingOperation> nops = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            nops.add(RecordingOperation.nop());
            reactor.submit(nops.get(i));
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(1, reactor.turn(-1));
        }
        nops.forEach(nop -> assertEquals(1, nop.terminals));
    }

    @Test
    void cancellationIsAimedAtTheTokenAndItsOwnCompletionIsNobodys() {
        RecordingOperation receive = RecordingOperation.nop();
        reactor.submit(receive);
        reactor.turn(0);
        reactor.cancel(receive);
        reactor.turn(0);
        assertEquals(Opcode.ASYNC_CANCEL, ring.opcodes.get(1));
        assertEquals(ring.taken.get(0), ring.targets.get(1));
        assertEquals(Token.CANCEL, ring.taken.get(1));
        ring.post(Token.CANCEL, error(Errno.EALREADY), 0);
        assertEquals(0, reactor.turn(0));
        assertTrue(receive.isInFlight());
        ring.post(ring.taken.get(0), 7, 0);
        assertEquals(1, reactor.turn(0));
        assertEquals(List.of(7), receive.results);
        assertEquals(0, reactor.metrics().lateDrops());
    }

    /** The ring is full, so the cancellation waits; meanwhile its operation ends by itself. */
    @Test
    void aCancellationThatWaitsForRoomAndBecomesNeedlessIsNotSubmitted() {
        RecordingOperation receive = RecordingOperation.nop();
        reactor.submit(receive);
        reactor.turn(0);
        ring.takeLimit = 0;
        for (int i = 0; i < 4; i++) {
            reactor.submit(RecordingOperation.nop());
        }
        reactor.cancel(receive);
        ring.post(ring.taken.get(0), 7, 0);
        assertEquals(1, reactor.turn(0));
        assertEquals(List.of(7), receive.results);
        reactor.submit(receive); // waits for room as a new use
        ring.takeLimit = Integer.MAX_VALUE;
        reactor.turn(0);
        reactor.turn(0);
        assertFalse(ring.opcodes.contains(Opcode.ASYNC_CANCEL));
        assertEquals(6, ring.opcodes.size());
        assertTrue(receive.isInFlight());
    }

    @Test
    void aWakeThatEndedIsArmedAgainBeforeTheNextWaitAndWithNothingQueued() {
        ring.post(Token.WAKE, 0, 0);
        reactor.turn(0);
        assertEquals(0, ring.rearms); // no wait, no need
        RecordingOperation nop = RecordingOperation.nop();
        reactor.submit(nop);
        reactor.turn(-1);
        assertEquals(1, ring.rearms);
        assertEquals(1, ring.minCompletes.get(ring.minCompletes.size() - 1));
        ring.completeAll();
        reactor.turn(-1);
        assertEquals(1, nop.terminals);
        assertEquals(1, ring.rearms);
    }

    /** Waiting without a wake could last for ever. */
    @Test
    void aWakeThatCannotBeArmedForbidsLongWaits() {
        ring.post(Token.WAKE, 0, 0);
        reactor.turn(0);
        ring.rearmResult = error(Errno.EAGAIN);
        ring.timeouts.clear();
        reactor.turn(-1);
        reactor.turn(-1);
        long shortly = Crossing.BACK_OFF_NANOS;
        assertEquals(List.of(shortly, shortly), ring.timeouts);
        assertEquals(2, ring.rearms);
        ring.rearmResult = 0;
        reactor.turn(-1);
        assertEquals(3, ring.rearms);
        assertEquals(-1, ring.timeouts.get(2));
    }

    @Test
    void aWakeWithMoreToComeStaysArmed() {
        ring.post(Token.WAKE, 0, EntryFlags.MORE);
        reactor.turn(0);
        reactor.turn(-1);
        assertEquals(0, ring.rearms);
    }

    /** A number that is closed too early may be somebody else's when the operation uses it. */
    @Test
    void theCloseIsSubmittedOnlyAfterTheTerminalCompletionsOfAll() {
        Descriptor socket = reactor.adopt(ring.socketOpen(4));
        RecordingOperation first = new RecordingOperation(socket, SubmissionEntry::nop);
        RecordingOperation second = new RecordingOperation(socket, SubmissionEntry::nop);
        reactor.submit(first);
        reactor.submit(second);
        socket.close();
        reactor.turn(0);
        ring.post(ring.taken.get(0), error(Errno.ECANCELED), 0);
        ring.post(ring.taken.get(1), 1, EntryFlags.MORE);
        reactor.turn(0);
        reactor.turn(0);
        assertFalse(ring.opcodes.contains(Opcode.CLOSE));
        ring.post(ring.taken.get(1), error(Errno.ECANCELED), 0);
        reactor.turn(0);
        reactor.turn(0);
        assertEquals(1, ring.opcodes.stream().filter(code -> code == Opcode.CLOSE).count());
        reactor.close();
    }

    /**
     * EALREADY says that it is being executed: memory and number are its own until it has ended.
     */
    @Test
    void aCancellationThatCannotTakeTheOperationAwayIsWaitedFor() {
        Descriptor socket = reactor.adopt(ring.socketOpen(4));
        RecordingOperation receive = new RecordingOperation(socket, SubmissionEntry::nop);
        reactor.submit(receive);
        socket.close();
        reactor.turn(0);
        long token = ring.taken.get(0);
        ring.post(Token.CANCEL, error(Errno.EALREADY), 0);
        reactor.turn(0);
        reactor.turn(0);
        assertTrue(receive.isInFlight());
        assertTrue(receive.isCancelRequested());
        assertEquals(1, reactor.metrics().cancelsUnderWay());
        assertFalse(ring.opcodes.contains(Opcode.CLOSE));
        ring.post(token, 5, 0); // it was quicker
        reactor.turn(0);
        reactor.turn(0);
        assertEquals(List.of(5), receive.results);
        assertTrue(ring.opcodes.contains(Opcode.CLOSE));
        reactor.close();
    }

    /** Shutdown of a ring that takes a CLOSE and never completes it: closed once, not twice. */
    @Test
    void aCloseThatWasTakenIsNotRepeatedAtShutdown() {
        Descriptor taken = reactor.adopt(ring.socketOpen(4));
        int takenFd = taken.fd();
        taken.close();
        reactor.turn(0);
        assertEquals(Opcode.CLOSE, ring.opcodes.get(0));
        ring.takeLimit = 0;
        Descriptor queued = reactor.adopt(ring.socketOpen(4));
        int queuedFd = queued.fd();
        queued.close();
        reactor.close();
        assertEquals(0, ring.fdClose(takenFd)); // left to the kernel, which here is the test
        assertEquals(error(Errno.EBADF), ring.fdClose(queuedFd));
        assertEquals(0, reactor.metrics().abandoned());
    }

    private static int error(Errno errno) {
        return -ErrnoTable.platform().number(errno);
    }
}
