package io.ringwake.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.Ringwake;
import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.future.Poll;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
@ParameterizedClass
@EnumSource(Flavour.class)
final class FairnessTest {
    private final Flavour flavour;
    private Ringwake rt;

    FairnessTest(Flavour flavour) {
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

    private static Poll<Void> wakeForEver(Context cx) {
        cx.waker().wake();
        return Poll.pending();
    }

    @Test
    void blockOnEndsAlthoughAnotherTaskWakesItselfForEver() throws Exception {
        rt.spawn(FairnessTest::wakeForEver);
        OneShot<Integer> message = new OneShot<>();
        rt.spawn(
                Tasks.yieldNow()
                        .map(done -> {
                            message.send(1);
                            return 0;
                        }));
        assertEquals(1, rt.blockOn(message));
    }

    @Test
    void timersFireAlthoughAHundredTasksWakeThemselvesForEver() throws Exception {
        for (int i = 0; i < 100; i++) {
            rt.spawn(FairnessTest::wakeForEver);
        }
        rt.blockOn(Futures.lazy(() -> Time.sleep(Duration.ofMillis(5))));
    }

    @Test
    void messagesFromOtherThreadsArriveAlthoughATaskWakesItselfForEver() throws Exception {
        rt.spawn(FairnessTest::wakeForEver);
        OneShot<Integer> message = new OneShot<>();
        Thread sender = new Thread(() -> message.send(1));
        rt.spawn(
                Futures.call(() -> {
                    sender.start();
                    return 0;
                }));
        assertEquals(1, rt.blockOn(message));
        sender.join();
    }

    @Test
    void tasksRunInTheOrderTheyWereWoken() throws Exception {
        flavour.onlyWhereTheCallerDrives();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int number = i;
            rt.spawn(Futures.call(() -> order.add(number)));
        }
        rt.blockOn(Tasks.yieldNow());
        for (int i = 0; i < 200; i++) {
            assertEquals(i, order.get(i));
        }
    }

    @Test
    void yieldNowTakesATurnOfTheDriver() throws Exception {
        rt.blockOn(Futures.done());
        long turns = rt.metrics().turns();
        AtomicInteger rounds = new AtomicInteger();
        rt.blockOn(
                Futures.repeatWhile(
                        () -> Tasks.yieldNow().map(done -> rounds.incrementAndGet() < 10)));
        assertTrue(rt.metrics().turns() - turns >= 10);
    }

    @Test
    void yieldNowLetsTheOtherTasksComeFirst() throws Exception {
        flavour.onlyWhereTheCallerDrives();
        List<String> order = new ArrayList<>();
        JoinHandle<Boolean> first =
                rt.spawn(
                        Futures.call(() -> order.add("a1"))
                                .andThen(added -> Tasks.yieldNow())
                                .map(done -> order.add("a2")));
        rt.spawn(Futures.call(() -> order.add("b")));
        rt.blockOn(first);
        assertEquals(List.of("a1", "b", "a2"), order);
    }

    @Test
    void aPollMaySpend128UnitsOfBudget() throws Exception {
        List<Integer> spent = new ArrayList<>();
        Future<Integer> hog =
                cx -> {
                    int units = 0;
                    while (units < 1000 && cx.proceed()) {
                        units++;
                    }
                    spent.add(units);
                    return spent.size() < 3 ? Poll.pending() : Poll.ready(0);
                };
        rt.blockOn(hog);
        assertEquals(List.of(128, 128, 128), spent);
    }

    @Test
    void theBudgetIsSharedWithContextsOfOtherWakers() throws Exception {
        int spent =
                rt.blockOn(cx -> {
                    int units = 0;
                    Context child = cx.withWaker(() -> {}).withWaker(() -> {});
                    while (child.proceed()) {
                        units++;
                    }
                    assertFalse(cx.proceed());
                    return Poll.ready((Integer) units);
                });
        assertEquals(128, spent);
    }

    @Test
    void aLoopOfConsumeBudgetGivesWayBeforeAThousandRounds() throws Exception {
        flavour.onlyWhereTheCallerDrives();
        AtomicInteger rounds = new AtomicInteger();
        Future<Integer> loop =
                new Future<>() {
                    private Future<Void> unit = Tasks.consumeBudget();

                    @Override
                    public Poll<Integer> poll(Context cx) throws Exception {
                        while (rounds.get() < 1000) {
                            if (!unit.poll(cx).isReady()) {
                                return Poll.pending();
                            }
                            rounds.incrementAndGet();
                            unit = Tasks.consumeBudget();
                        }
                        return Poll.ready(rounds.get());
                    }
                };
        JoinHandle<Integer> task = rt.spawn(loop);
        rt.blockOn(Futures.done());
        assertTrue(rounds.get() <= 128);
        rt.blockOn(task);
        assertEquals(1000, rounds.get());
    }
}
