package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets a turn when much is going on, under the names of Tokio's tests. */
@Timeout(60)
@ParameterizedClass
@EnumSource(Flavour.class)
final class RuntimeLoadBehaviourTest {
    private final Flavour flavour;
    private Ringwake rt;

    RuntimeLoadBehaviourTest(Flavour flavour) {
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

    @Test
    void createRtInBlockOn() throws Exception {
        try (Ringwake inner = rt.blockOn(Futures.call(() -> flavour.builder().build()))) {
            assertEquals("inner", inner.blockOn(Futures.ready("inner")));
        }
    }

    /** Two threads in blockOn at once: whichever is left has its timers fired. */
    @Test
    void alwaysActiveParker() throws Exception {
        OneShot<Integer> first = new OneShot<>();
        OneShot<Integer> second = new OneShot<>();
        Future<Integer> one =
                second.andThen(got -> sleepALittle())
                        .map(done -> {
                            first.send(1);
                            return 1;
                        });
        Future<Integer> two =
                Futures.lazy(
                                () -> {
                                    second.send(2);
                                    return sleepALittle();
                                })
                        .andThen(done -> first)
                        .andThen(got -> sleepALittle())
                        .map(done -> 2);
        List<FutureTask<Integer>> results = new ArrayList<>();
        for (Future<Integer> each : List.of(one, two)) {
            FutureTask<Integer> result = new FutureTask<>(() -> rt.blockOn(each));
            results.add(result);
            new Thread(result).start();
        }
        assertEquals(1, results.get(0).get());
        assertEquals(2, results.get(1).get());
    }

    private static Future<Void> sleepALittle() {
        return Time.sleep(Duration.ofMillis(5));
    }

    @Test
    void pingPongSaturation() throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        List<JoinHandle<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Mailbox ping = new Mailbox();
            Mailbox pong = new Mailbox();
            tasks.add(
                    rt.spawn(
                            Futures.repeatWhile(() -> {
                                boolean more = running.get();
                                ping.send(more ? 1 : 0);
                                return pong.receive().map(message -> more);
                            })));
            tasks.add(
                    rt.spawn(
                            Futures.repeatWhile(() ->
                                    ping.receive()
                                            .map(message -> {
                                                pong.send(message);
                                                return message == 1;
                                            }))));
        }
        int[] left = {5};
        rt.blockOn(
                rt.spawn(Futures.repeatWhile(() -> Tasks.yieldNow().map(done -> --left[0] > 0))));
        running.set(false);
        for (JoinHandle<Void> each : tasks) {
            rt.blockOn(each);
        }
    }

    @Test
    void coopAndBlockInPlace() throws Exception {
        assumeTrue(flavour.isMultiThread());
        Future<Integer> spending =
                cx -> {
                    Tasks.blockInPlace(() -> 0);
                    int units = 0;
                    while (units < 1000 && cx.proceed()) {
                        units++;
                    }
                    return Poll.ready((Integer) units);
                };
        assertEquals(128, rt.blockOn(rt.spawn(spending)));
    }

    @Test
    void joinSetCoop() throws Exception {
        JoinSet<Integer> set = new JoinSet<>();
        for (int i = 0; i < 1000; i++) {
            set.add(rt.spawn(Futures.ready(i)));
        }
        int[] pending = {0};
        Future<List<Integer>> all = set.joinAll();
        Future<List<Integer>> counted =
                cx -> {
                    Poll<List<Integer>> result = all.poll(cx);
                    pending[0] += result.isReady() ? 0 : 1;
                    return result;
                };
        while (rt.metrics().liveTasks() > 0) {
            rt.blockOn(Tasks.yieldNow());
        }
        assertEquals(1000, rt.blockOn(counted).size());
        assertTrue(pending[0] >= 1000 / 128, "pending: " + pending[0]);
    }

    @Test
    void joinSetRuntimeGone() throws Exception {
        JoinSet<Integer> set = new JoinSet<>();
        try (Ringwake other = flavour.builder().build()) {
            set.add(other.spawn(new OneShot<>()));
        }
        TaskEnd<Integer> end = rt.blockOn(set.joinNext()).orElseThrow();
        assertTrue(end instanceof TaskEnd.NoValue<Integer> none && none.error().isCancelled());
    }
}
