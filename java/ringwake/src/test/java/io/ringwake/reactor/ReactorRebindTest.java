package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class ReactorRebindTest {
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void descriptorsAndOperationsSurviveTheMoveToAnotherThread(Backend backend) throws Exception {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            List<Descriptor> pair = fixture.pair();
            RecordingOperation send = fixture.send(pair.get(0), fixture.memory.address(), 5);
            RecordingOperation receive = fixture.receive(pair.get(1), fixture.memory.address(), 16);
            fixture.runToEnd(send);
            fixture.runToEnd(receive);
            long before = ReactorFixture.openDescriptors();
            for (int i = 0; i < 20; i++) {
                Thread owner = fixture.reactor.owner();
                assertEquals(5, onOtherThread(() -> exchange(fixture, send, receive)));
                assertNotEquals(owner, fixture.reactor.owner());
                assertThrows(IllegalStateException.class, () -> fixture.reactor.turn(0));
            }
            fixture.reactor.rebind();
            assertEquals(5, exchange(fixture, send, receive));
            assertEquals(before, ReactorFixture.openDescriptors());
        }
    }

    private static int exchange(
            ReactorFixture fixture, RecordingOperation send, RecordingOperation receive) {
        fixture.reactor.rebind();
        fixture.runToEnd(send);
        fixture.runToEnd(receive);
        return receive.last();
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void withOperationsInFlightItIsRefusedNamingTheOwner(Backend backend) throws Exception {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Descriptor socket = fixture.pair().get(0);
            fixture.reactor.submit(fixture.receive(socket, fixture.memory.address(), 16));
            fixture.reactor.turn(0);
            ExecutionException refused =
                    assertThrows(
                            ExecutionException.class,
                            () ->
                                    onOtherThread(() -> {
                                        fixture.reactor.rebind();
                                        return 0;
                                    }));
            String message = String.valueOf(refused.getCause());
            assertTrue(message.contains(Thread.currentThread().toString()), message);
            assertTrue(message.contains("1 operations are in flight"), message);
            socket.close();
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void actionsLeftForTheOldOwnerRunOnTheNew(Backend backend) throws Exception {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            Thread[] ranOn = new Thread[1];
            fixture.reactor.execute(() -> ranOn[0] = Thread.currentThread());
            Thread mover =
                    onOtherThread(() -> {
                        fixture.reactor.rebind();
                        fixture.reactor.turn(0);
                        return Thread.currentThread();
                    });
            assertEquals(mover, ranOn[0]);
            fixture.reactor.rebind();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL"})
    void onItsOwnThreadItDoesNothing(Backend backend) throws IOException {
        try (ReactorFixture fixture = ReactorFixture.open(backend)) {
            fixture.reactor.submit(RecordingOperation.nop());
            fixture.reactor.rebind();
            fixture.turnUntil(() -> fixture.reactor.inFlight() == 0);
        }
    }

    private static <T> T onOtherThread(Callable<T> action)
            throws InterruptedException, ExecutionException {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        thread.start();
        T result = task.get();
        thread.join();
        return result;
    }
}
