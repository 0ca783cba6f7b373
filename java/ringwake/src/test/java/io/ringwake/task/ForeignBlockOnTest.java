package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpListener;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** blockOn from several threads: one drives, the others wait or take over. */
@Timeout(30)
@ParameterizedClass
@EnumSource(names = {"WITHOUT_IO", "IO_URING", "EPOLL"})
final class ForeignBlockOnTest {
    private final Flavour flavour;
    private Ringwake rt;

    ForeignBlockOnTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    @BeforeEach
    void open() {
        rt = flavour.builder().build();
    }

    @AfterEach
    void close() {
        rt.close();
    }

    /** A thread that drives the runtime until the message is sent. */
    private final class DriverThread {
        final OneShot<Integer> end = new OneShot<>();
        final FutureTask<Integer> result;
        final Thread thread;

        DriverThread() throws InterruptedException {
            CountDownLatch driving = new CountDownLatch(1);
            result =
                    new FutureTask<>(() ->
                            rt.blockOn(
                                    Futures.lazy(() -> {
                                        driving.countDown();
                                        return end;
                                    })));
            thread = new Thread(result);
            thread.start();
            driving.await();
        }

        void end() throws Exception {
            end.send(0);
            result.get();
            thread.join();
        }
    }

    @Test
    void theDrivingThreadRunsTheFutureOfTheOther() throws Exception {
        DriverThread driver = new DriverThread();
        assertSame(driver.thread, rt.blockOn(Futures.call(Thread::currentThread)));
        driver.end();
    }

    @Test
    void theOtherTakesOverWhenTheDriverLeaves() throws Exception {
        DriverThread driver = new DriverThread();
        OneShot<Integer> message = new OneShot<>();
        FutureTask<Integer> other = new FutureTask<>(() -> rt.blockOn(message));
        Thread thread = new Thread(other);
        thread.start();
        while (message.polls() == 0) {
            Thread.onSpinWait();
        }
        driver.end();
        message.send(5);
        assertEquals(5, other.get());
        thread.join();
    }

    @Test
    void anInterruptOfTheOneThatWaitsCancelsItsFuture() throws Exception {
        DriverThread driver = new DriverThread();
        OneShot<Integer> message = new OneShot<>();
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> rt.blockOn(message));
        rt.blockOn(Tasks.yieldNow());
        assertTrue(message.isCancelled());
        driver.end();
    }

    @Test
    void anInterruptOfTheDriverIsKeptForIt() throws Exception {
        Thread.currentThread().interrupt();
        assertEquals("goes on", rt.blockOn(Tasks.yieldNow().map(done -> "goes on")));
        assertTrue(Thread.interrupted());
    }

    @Test
    void anotherThreadMayDriveWhenNothingIsInFlight() throws Exception {
        Thread first = rt.blockOn(Futures.call(Thread::currentThread));
        FutureTask<Thread> second =
                new FutureTask<>(() -> rt.blockOn(Futures.call(Thread::currentThread)));
        Thread thread = new Thread(second);
        thread.start();
        assertSame(thread, second.get());
        assertNotSame(first, thread);
        thread.join();
        assertSame(first, rt.blockOn(Futures.call(Thread::currentThread)));
    }

    @Test
    void anotherThreadMayNotDriveWhileOperationsAreInFlight() throws Exception {
        Assumptions.assumeTrue(flavour != Flavour.WITHOUT_IO);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        rt.spawn(Futures.lazy(() -> TcpListener.bind(any).accept()));
        rt.blockOn(Tasks.yieldNow());
        FutureTask<Integer> second = new FutureTask<>(() -> rt.blockOn(Futures.ready(1)));
        Thread thread = new Thread(second);
        thread.start();
        ExecutionException failure = assertThrows(ExecutionException.class, second::get);
        assertTrue(failure.getCause() instanceof IllegalStateException, failure.toString());
        assertTrue(failure.toString().contains(Thread.currentThread().getName()));
        thread.join();
        assertEquals(1, rt.blockOn(Futures.ready(1)));
    }

    @Test
    void anotherThreadMayCloseWhileOperationsAreInFlight() throws Exception {
        Assumptions.assumeTrue(flavour != Flavour.WITHOUT_IO);
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        JoinHandle<?> task = rt.spawn(Futures.lazy(() -> TcpListener.bind(any).accept()));
        rt.blockOn(Tasks.yieldNow());
        FutureTask<Integer> closer =
                new FutureTask<>(() -> {
                    rt.close();
                    return rt.metrics().liveTasks();
                });
        Thread thread = new Thread(closer);
        thread.start();
        assertEquals(0, closer.get());
        thread.join();
        assertThrows(CancellationException.class, task::join);
    }
}
