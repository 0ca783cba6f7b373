package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.Messages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ReactorSubmitTest {
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void operationIsReusableAfterItsTerminalCompletion(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            RecordingOperation nop = RecordingOperation.nop();
            for (int i = 1; i <= 1_000; i++) {
                fixture.reactor.submit(nop);
                assertTrue(nop.isInFlight());
                assertEquals(1, fixture.reactor.turn(-1));
                assertFalse(nop.isInFlight());
                assertEquals(i, nop.terminals);
            }
            assertEquals(1_000, fixture.reactor.metrics().crossings());
            assertEquals(1_000, fixture.reactor.metrics().operations());
            assertEquals(1_000, fixture.reactor.metrics().completions());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void operationMayBeSubmittedAgainFromItsCompletion(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            int[] left = {100};
            Operation again =
                    new Operation(null) {
                        @Override
                        protected void prepare(SubmissionEntry entry) {
                            entry.nop();
                        }

                        @Override
                        protected void complete(int result, int flags) {
                            if (--left[0] > 0) {
                                fixture.reactor.submit(this);
                            }
                        }
                    };
            fixture.reactor.submit(again);
            fixture.turnUntil(() -> left[0] == 0);
            assertEquals(0, fixture.reactor.inFlight());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void submittingAnOperationInFlightIsRefused(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            RecordingOperation nop = RecordingOperation.nop();
            fixture.reactor.submit(nop);
            assertThrows(IllegalStateException.class, () -> fixture.reactor.submit(nop));
            fixture.reactor.turn(-1);
            assertEquals(1, nop.terminals);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void fullSubmissionRingDropsNothingAndKeepsTheOrder(Backend backend) {
        ReactorConfig tiny = ReactorFixture.config(backend).withRingEntries(2, 8);
        try (ReactorFixture fixture = ReactorFixture.open(tiny)) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                int number = i;
                fixture.reactor.submit(
                        new Operation(null) {
                            @Override
                            protected void prepare(SubmissionEntry entry) {
                                entry.nop();
                            }

                            @Override
                            protected void complete(int result, int flags) {
                                order.add(number);
                            }
                        });
            }
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
            assertEquals(500, order.size());
            for (int i = 0; i < 500; i++) {
                assertEquals(i, order.get(i));
            }
            assertTrue(fixture.reactor.metrics().submissionStalls() > 0);
            assertEquals(0, fixture.reactor.metrics().lostCompletions());
        }
    }

    /** More completions than the ring holds, made by one flush after another without reaping. */
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void overflowingCompletionsAllArrive(Backend backend) {
        ReactorConfig tiny = ReactorFixture.config(backend).withRingEntries(2, 4);
        try (ReactorFixture fixture = ReactorFixture.open(tiny)) {
            List<RecordingOperation> nops = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                RecordingOperation nop = RecordingOperation.nop();
                nops.add(nop);
                fixture.reactor.submit(nop);
            }
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
            nops.forEach(nop -> assertEquals(List.of(0), nop.results));
            assertTrue(fixture.reactor.metrics().overflows() > 0, "no overflow was provoked");
            assertEquals(0, fixture.reactor.metrics().lostCompletions());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void whatACompletionThrowsLeavesTheTurnAfterTheOthers(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            RecordingOperation before = RecordingOperation.nop();
            RecordingOperation after = RecordingOperation.nop();
            fixture.reactor.submit(before);
            fixture.reactor.submit(throwing("first"));
            fixture.reactor.submit(throwing("second"));
            fixture.reactor.submit(after);
            ArithmeticException thrown =
                    assertThrows(
                            ArithmeticException.class,
                            () -> fixture.turnUntil(() -> fixture.reactor.inFlight() == 0));
            assertEquals("first", thrown.getMessage());
            assertEquals("second", thrown.getSuppressed()[0].getMessage());
            assertEquals(1, before.terminals);
            assertEquals(1, after.terminals);
            assertEquals(0, fixture.reactor.turn(0));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void whatPrepareThrowsLeavesSubmitAndTheOperationIdle(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            RecordingOperation bad =
                    new RecordingOperation(
                            null,
                            entry -> {
                                throw new ArithmeticException();
                            });
            RecordingOperation empty = new RecordingOperation(null, entry -> {});
            assertThrows(ArithmeticException.class, () -> fixture.reactor.submit(bad));
            assertThrows(IllegalStateException.class, () -> fixture.reactor.submit(empty));
            assertFalse(bad.isInFlight());
            assertFalse(empty.isInFlight());
            assertEquals(0, fixture.reactor.inFlight());
            fixture.runToEnd(RecordingOperation.nop());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void turnFromACompletionOrAnotherThreadIsRefused(Backend backend) throws Exception {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            List<Throwable> thrown = new ArrayList<>();
            fixture.reactor.execute(() ->
                    thrown.add(
                            assertThrows(
                                    IllegalStateException.class, () -> fixture.reactor.turn(0))));
            fixture.reactor.turn(0);
            assertEquals(1, thrown.size());

            Thread stranger =
                    new Thread(() ->
                            thrown.add(
                                    assertThrows(
                                            IllegalStateException.class,
                                            () -> fixture.reactor.turn(0))));
            stranger.start();
            stranger.join();
            Messages.assertContains(thrown.get(1), fixture.reactor.owner().toString());
        }
    }

    private static Operation throwing(String message) {
        return new RecordingOperation(null, SubmissionEntry::nop) {
            @Override
            protected void complete(int result, int flags) {
                throw new ArithmeticException(message);
            }
        };
    }
}
