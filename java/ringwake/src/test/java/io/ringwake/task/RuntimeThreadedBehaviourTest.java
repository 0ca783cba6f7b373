package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.ManualContext;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What runtimes with workers do, under the names of Tokio's tests; see behaviours.txt. */
@Timeout(60)
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "MULTI_.*")
final class RuntimeThreadedBehaviourTest {
    private final Flavour flavour;

    RuntimeThreadedBehaviourTest(Flavour flavour) {
        this.flavour = flavour.orSkip();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(30, TimeUnit.SECONDS));
    }

    @Test
    void manyOneshotFutures() throws Exception {
        for (int round = 0; round < 5; round++) {
            AtomicInteger count = new AtomicInteger();
            CountDownLatch all = new CountDownLatch(1000);
            try (Ringwake rt = flavour.builder().build()) {
                for (int i = 0; i < 1000; i++) {
                    rt.spawn(
                                    Futures.call(() -> {
                                        count.incrementAndGet();
                                        all.countDown();
                                        return 0;
                                    }))
                            .detach();
                }
                await(all);
            }
            assertEquals(1000, count.get());
        }
    }

    @Test
    void manyMultishotFutures() throws Exception {
        for (int round = 0; round < 50; round++) {
            try (Ringwake rt = flavour.builder().build()) {
                CountDownLatch ended = new CountDownLatch(50);
                for (int track = 0; track < 50; track++) {
                    startTrack(rt, 200, 5, ended);
                }
                await(ended);
            }
        }
    }

    /** A message goes along a chain of tasks, again and again. */
    private static void startTrack(Ringwake rt, int stages, int cycles, CountDownLatch ended) {
        Mailbox start = new Mailbox();
        Mailbox last = start;
        for (int i = 0; i < stages; i++) {
            Mailbox from = last;
            Mailbox to = new Mailbox();
            rt.spawn(forever(from, to)).detach();
            last = to;
        }
        Mailbox end = last;
        int[] left = {cycles};
        Future<Void> cycling =
                Futures.repeatWhile(() -> end.receive().map(message -> again(start, left)));
        rt.spawn(
                        cycling.map(done -> {
                            ended.countDown();
                            return 0;
                        }))
                .detach();
        start.send(1);
    }

    private static Future<Void> forever(Mailbox from, Mailbox to) {
        return Futures.repeatWhile(() ->
                from.receive()
                        .map(message -> {
                            to.send(message);
                            return true;
                        }));
    }

    private static boolean again(Mailbox start, int[] left) {
        if (--left[0] == 0) {
            return false;
        }
        start.send(1);
        return true;
    }

    @Test
    void spawnShutdown() throws Exception {
        assumeTrue(flavour.hasIo());
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        Ringwake rt = flavour.builder().build();
        try (rt) {
            rt.blockOn(Futures.call(() -> Tasks.spawn(exchange().map(texts::add)))).detach();
            rt.spawn(exchange().map(texts::add)).detach();
            for (int i = 0; i < 2; i++) {
                assertEquals(Greeting.TEXT, texts.poll(30, TimeUnit.SECONDS));
            }
        }
        assertTrue(texts.isEmpty());
        assertEquals(0, rt.metrics().liveTasks());
    }

    private static Future<String> exchange() {
        return Greeting.exchange(Tasks::spawn);
    }

    @Test
    void multiThreadpool() throws Exception {
        try (Ringwake first = flavour.builder().build();
                Ringwake second = flavour.builder().build()) {
            OneShot<Integer> there = new OneShot<>();
            OneShot<Integer> back = new OneShot<>();
            second.spawn(there.map(number -> send(back, number + 1))).detach();
            first.spawn(Futures.call(() -> send(there, 1))).detach();
            assertEquals(2, first.spawn(back).join());
        }
    }

    private static Integer send(OneShot<Integer> to, Integer message) {
        to.send(message);
        return message;
    }

    @Test
    void wakeDeferredTasksBeforeBlockInPlace() throws Exception {
        ManualContext deferred = new ManualContext();
        Future<Void> yielding = Tasks.yieldNow();
        Future<Integer> wakesSeen =
                Futures.call(() -> {
                    assertFalse(yielding.poll(deferred).isReady());
                    int before = deferred.wakes();
                    return Tasks.blockInPlace(deferred::wakes) - before;
                });
        try (Ringwake rt = flavour.builder().build()) {
            assertEquals(1, rt.blockOn(rt.spawn(wakesSeen)));
        }
    }

    @Test
    void defaultRuntimeNameShouldBeNone() {
        try (Ringwake rt = flavour.builder().build()) {
            assertTrue(rt.handle().name().isEmpty());
        }
    }

    @Test
    void differentRuntimeNames() throws Exception {
        try (Ringwake first = flavour.builder().name("first").build();
                Ringwake second = flavour.builder().name("second").build()) {
            List<String> names = new ArrayList<>();
            for (Ringwake each : List.of(first, second)) {
                names.add(each.handle().name().orElseThrow());
                names.add(
                        each.blockOn(Futures.call(() -> Ringwake.current().name())).orElseThrow());
            }
            assertEquals(List.of("first", "first", "second", "second"), names);
        }
    }

    @Test
    void runtimeIdIsSame() throws Exception {
        try (Ringwake rt = flavour.builder().build()) {
            long id = rt.handle().id();
            assertEquals(id, rt.handle().id());
            assertEquals(id, rt.blockOn(Futures.call(() -> Ringwake.current().id())));
        }
    }

    @Test
    void runtimeIdsDifferent() {
        try (Ringwake first = flavour.builder().build();
                Ringwake second = flavour.builder().build()) {
            assertFalse(first.handle().id() == second.handle().id());
        }
    }
}
