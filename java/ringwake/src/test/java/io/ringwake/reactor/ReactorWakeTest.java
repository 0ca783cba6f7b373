package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.DelegatingCalls;
import io.ringwake.ffi.Feature;
import io.ringwake.ffi.NativeLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ReactorWakeTest {
    private static final int WAKERS = 3;
    private static final int EACH = 5_000;

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void aWakeBeforeTheTurnLetsItReturnAtOnceAndWithoutANativeWake(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            fixture.reactor.wake();
            fixture.reactor.wake();
            assertEquals(0, fixture.reactor.turn(-1));
            assertEquals(0, fixture.reactor.metrics().wakes());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void anActionOfTheOwnerRunsInTheNextTurn(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            List<String> ran = new ArrayList<>();
            fixture.reactor.execute(() -> ran.add("a"));
            fixture.reactor.execute(() -> ran.add("b"));
            fixture.reactor.turn(-1);
            assertEquals(List.of("a", "b"), ran);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void whatAnActionThrowsLeavesTheTurnAfterTheOthers(Backend backend) {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            AtomicInteger ran = new AtomicInteger();
            fixture.reactor.execute(() -> {
                throw new ArithmeticException();
            });
            fixture.reactor.execute(ran::incrementAndGet);
            assertThrows(ArithmeticException.class, () -> fixture.reactor.turn(0));
            assertEquals(1, ran.get());
        }
    }

    /**
     * Excludes a lost wake: a turn without limit would hang. The wakers wait for each action to
     * run, so that the owner parks again and again.
     */
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void everyActionOfOtherThreadsRunsAlthoughTheOwnerParksWithoutLimit(Backend backend)
            throws InterruptedException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            AtomicInteger ran = new AtomicInteger();
            List<Thread> wakers = new ArrayList<>();
            for (int i = 0; i < WAKERS; i++) {
                Thread waker = new Thread(() -> wakeRepeatedly(fixture.reactor, ran));
                waker.start();
                wakers.add(waker);
            }
            while (ran.get() < WAKERS * EACH) {
                fixture.reactor.turn(-1);
            }
            for (Thread waker : wakers) {
                waker.join();
            }
            assertEquals(WAKERS * EACH, ran.get());
            assertTrue(fixture.reactor.metrics().wakes() <= WAKERS * EACH);
        }
    }

    private static void wakeRepeatedly(Reactor reactor, AtomicInteger ran) {
        for (int i = 0; i < EACH; i++) {
            AtomicInteger mine = new AtomicInteger();
            reactor.execute(() -> {
                mine.set(1);
                ran.incrementAndGet();
            });
            if (i % 2 == 0) {
                while (mine.get() == 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void wakesDuringCloseAndRebindTouchNoClosedRing(Backend backend) throws InterruptedException {
        ReactorFixture.assumeAvailable(backend);
        ClosedRingCalls calls = new ClosedRingCalls();
        for (int round = 0; round < 50; round++) {
            Reactor reactor = Reactor.open(ReactorFixture.config(backend), calls);
            Thread waker =
                    new Thread(() -> {
                        for (int i = 0; i < 200; i++) {
                            reactor.wake();
                        }
                    });
            waker.start();
            for (int i = 0; i < 20; i++) {
                reactor.turn(100_000);
            }
            reactor.close();
            waker.join();
        }
        assertEquals(0, calls.wakesOfClosedRings.get());
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void aWakeThatTheKernelDisarmedIsArmedAgain(Backend backend) throws InterruptedException {
        ReactorFixture.assumeAvailable(backend);
        RearmCalls calls = new RearmCalls();
        ReactorConfig config =
                ReactorFixture.config(backend).withDisabledFeatures(Set.of(Feature.POLL_MULTISHOT));
        try (Reactor reactor = Reactor.open(config, calls)) {
            AtomicInteger ran = new AtomicInteger();
            for (int i = 1; i <= 20; i++) {
                Thread waker = new Thread(() -> reactor.execute(ran::incrementAndGet));
                waker.start();
                while (ran.get() < i) {
                    reactor.turn(-1);
                }
                waker.join();
            }
            if (backend == Backend.IO_URING && reactor.metrics().wakes() > 1) {
                assertTrue(calls.rearmed.get() > 0, "the wake was not one-shot");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void afterCloseActionsAreRejectedAndWakesIgnored(Backend backend) {
        ReactorFixture fixture = ReactorFixture.open(backend);
        fixture.close();
        fixture.reactor.wake();
        assertThrows(RejectedExecutionException.class, () -> fixture.reactor.execute(() -> {}));
    }

    private static final class ClosedRingCalls extends DelegatingCalls {
        final AtomicInteger wakesOfClosedRings = new AtomicInteger();
        private volatile long closed;

        ClosedRingCalls() {
            super(NativeLibrary.calls());
        }

        @Override
        public int ringOpen(long paramsAddress, long outAddress) {
            closed = 0;
            return super.ringOpen(paramsAddress, outAddress);
        }

        @Override
        public int ringWake(long ring) {
            if (ring == closed) {
                wakesOfClosedRings.incrementAndGet();
                return 0;
            }
            int result = super.ringWake(ring);
            if (ring == closed) {
                wakesOfClosedRings.incrementAndGet();
            }
            return result;
        }

        @Override
        public void ringClose(long ring) {
            closed = ring;
            super.ringClose(ring);
        }
    }

    private static final class RearmCalls extends DelegatingCalls {
        final AtomicInteger rearmed = new AtomicInteger();

        RearmCalls() {
            super(NativeLibrary.calls());
        }

        @Override
        public int ringRearmWake(long ring) {
            rearmed.incrementAndGet();
            return super.ringRearmWake(ring);
        }
    }
}
