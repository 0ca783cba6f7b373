package io.ringwake.cli.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.future.Context;
import io.ringwake.future.Waker;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalTest {
    private final AtomicInteger wakes = new AtomicInteger();
    private final StopSignal stop = new StopSignal();

    private final Context context =
            new Context() {
                @Override
                public Waker waker() {
                    return wakes::incrementAndGet;
                }

                @Override
                public boolean proceed() {
                    return true;
                }

                @Override
                public Context withWaker(Waker waker) {
                    throw new UnsupportedOperationException();
                }
            };

    @Test
    void request_wakesWhoPolled() {
        assertFalse(stop.poll(context).isReady());
        stop.request();
        assertEquals(1, wakes.get());
        assertTrue(stop.poll(context).isReady());
        assertTrue(stop.poll(context).isReady());
    }

    @Test
    void request_beforeThePollIsSeen() {
        stop.request();
        assertTrue(stop.isRequested());
        assertTrue(stop.poll(context).isReady());
    }
}
