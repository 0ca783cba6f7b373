package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.EntryFlags;
import io.ringwake.ffi.Errno;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ReactorCancelTest {
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void eachKindOfWaitingOperationEndsWithEcanceled(Backend backend) throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor listener = fixture.listener(8);
            Descriptor socket = fixture.pair().get(0);
            List<RecordingOperation> operations =
                    List.of(
                            fixture.accept(listener, false),
                            fixture.accept(fixture.listener(8), true),
                            fixture.receive(socket, fixture.memory.address(), 16),
                            poll(socket, false),
                            poll(fixture.pair().get(0), true));
            for (RecordingOperation operation : operations) {
                fixture.reactor.submit(operation);
            }
            fixture.reactor.turn(0);
            assertEquals(operations.size(), fixture.reactor.inFlight());
            for (RecordingOperation operation : operations) {
                fixture.reactor.cancel(operation);
                assertTrue(operation.isCancelRequested());
                fixture.reactor.cancel(operation); // no effect the second time
            }
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
            for (RecordingOperation operation : operations) {
                assertEquals(List.of(fixture.error(Errno.ECANCELED)), operation.results);
                assertFalse(operation.isCancelRequested());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void aPendingConnectEndsWithEcanceled(Backend backend) throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor listener = fixture.listener(0);
            List<RecordingOperation> pending = fixture.fillBacklog(listener);
            assertFalse(pending.isEmpty());
            pending.forEach(fixture.reactor::cancel);
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
            pending.forEach(o -> assertEquals(fixture.error(Errno.ECANCELED), o.last()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void cancellingAnIdleOrFinishedOperationDoesNothing(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            RecordingOperation nop = RecordingOperation.nop();
            fixture.reactor.cancel(nop);
            fixture.runToEnd(nop);
            fixture.reactor.cancel(nop);
            fixture.reactor.turn(0);
            assertEquals(List.of(0), nop.results);
            assertFalse(nop.isCancelRequested());
        }
    }

    /** The cancellation finds the operation done; the real result is what counts. */
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void aResultThatCameFirstIsNotLost(Backend backend) throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            List<Descriptor> pair = fixture.pair();
            long address = fixture.memory.address();
            fixture.runToEnd(fixture.send(pair.get(0), address, 5));
            RecordingOperation receive = fixture.receive(pair.get(1), address, 16);
            fixture.reactor.submit(receive);
            fixture.reactor.cancel(receive);
            fixture.turnUntil(() -> !receive.isInFlight());
            assertEquals(List.of(5), receive.results);
        }
    }

    /** A late completion meets a slot that was used again: with one slot per ring turn. */
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void aCancellationThatComesTooLateDoesNotHitTheSlotsNextUse(Backend backend)
            throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor socket = fixture.pair().get(0);
            for (int i = 0; i < 200; i++) {
                RecordingOperation nop = RecordingOperation.nop();
                RecordingOperation receive = fixture.receive(socket, fixture.memory.address(), 16);
                Operation next =
                        new RecordingOperation(null, SubmissionEntry::nop) {
                            @Override
                            protected void complete(int result, int flags) {
                                fixture.reactor.submit(receive); // takes the slot of the nop
                            }
                        };
                fixture.reactor.submit(nop);
                fixture.reactor.submit(next);
                fixture.reactor.cancel(nop);
                fixture.turnUntil(() -> nop.terminals == 1 && receive.isInFlight());
                fixture.reactor.turn(0);
                assertTrue(receive.isInFlight(), "the cancellation of another ended it");
                fixture.reactor.cancel(receive);
                fixture.turnUntil(() -> !receive.isInFlight());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void multishotAcceptDeliversUntilItIsCancelled(Backend backend) throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor listener = fixture.listener(64);
            List<Boolean> more = new ArrayList<>();
            RecordingOperation accept =
                    new RecordingOperation(listener, e -> e.accept(listener.fd(), true)) {
                        @Override
                        protected void complete(int result, int flags) {
                            super.complete(result, flags);
                            more.add((flags & EntryFlags.MORE) != 0);
                            if (result >= 0) {
                                fixture.reactor.adopt(result).close();
                            }
                        }
                    };
            fixture.reactor.submit(accept);
            for (int i = 0; i < 20; i++) {
                fixture.runToEnd(fixture.connect(fixture.socket(), listener));
            }
            fixture.turnUntil(() -> accept.results.size() == 20);
            fixture.reactor.cancel(accept);
            fixture.turnUntil(() -> !accept.isInFlight());
            assertEquals(fixture.error(Errno.ECANCELED), accept.last());
            assertEquals(1, accept.terminals);
            assertEquals(20, more.indexOf(false));
        }
    }

    /** In the backlog: never prepared, never in the ring, still completed in a turn. */
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void anOperationThatWaitsForRoomCanBeCancelled(Backend backend) {
        ReactorConfig tiny = ReactorFixture.config(backend).withRingEntries(2, 4);
        RefusingCalls calls = new RefusingCalls(Errno.EBUSY);
        try (ReactorFixture fixture = ReactorFixture.open(tiny, calls)) {
            calls.refuse(3);
            List<RecordingOperation> operations = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                RecordingOperation nop = RecordingOperation.nop();
                operations.add(nop);
                fixture.reactor.submit(nop);
            }
            assertEquals(0, operations.get(3).prepared);
            fixture.reactor.cancel(operations.get(3));
            assertEquals(0, operations.get(3).terminals);
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
            assertEquals(0, operations.get(3).prepared);
            assertEquals(List.of(fixture.error(Errno.ECANCELED)), operations.get(3).results);
            operations.subList(0, 3).forEach(o -> assertEquals(List.of(0), o.results));
        }
    }

    private static RecordingOperation poll(Descriptor socket, boolean multishot) {
        return new RecordingOperation(
                socket, entry -> entry.poll(socket.fd(), EntryFlags.POLL_IN, multishot));
    }
}
