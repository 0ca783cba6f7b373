package io.ringwake.scheduler.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TimerWheelTest {
    private static final long TOP_SLOT = 1L << 30;
    private static final long SPAN = 1L << 36;

    private final TimerWheel wheel = new TimerWheel();
    private final List<Probe> fired = new ArrayList<>();
    private int made;

    private final class Probe extends TimerEntry {
        private final int number = made++;

        Probe(long tick) {
            super(0);
            deadlineTick = tick;
        }

        @Override
        void fire() {
            assertTrue(deadlineTick <= wheel.now(), () -> this + " fired early");
            fired.add(this);
        }

        @Override
        public String toString() {
            return "#" + number + "@" + deadlineTick;
        }
    }

    private Probe insert(long tick) {
        Probe probe = new Probe(tick);
        wheel.insert(probe);
        return probe;
    }

    @Test
    void nextTickOfAnEmptyWheelIsNever() {
        assertEquals(TimerWheel.NEVER, wheel.nextTick());
        wheel.advance(1_000_000);
        assertEquals(1_000_000, wheel.now());
    }

    @Test
    void firesAtItsTickAndNotBefore() {
        for (long tick : new long[] {1, 63, 64, 65, 4095, 4096, 262_144, TOP_SLOT, SPAN + 7}) {
            Probe probe = insert(wheel.now() + tick);
            wheel.advance(probe.deadlineTick - 1);
            assertEquals(List.of(), fired, () -> "before " + probe);
            wheel.advance(probe.deadlineTick);
            assertEquals(List.of(probe), fired);
            fired.clear();
        }
    }

    @Test
    void insert_acrossTheEndOfALevel() {
        wheel.advance(60);
        Probe next = insert(70);
        assertTrue(wheel.nextTick() <= 70);
        wheel.advance(69);
        assertEquals(List.of(), fired);
        wheel.advance(70);
        assertEquals(List.of(next), fired);
    }

    @Test
    void insert_acrossTheEndOfTheTopLevel() {
        wheel.advance(SPAN - 5);
        Probe near = insert(SPAN + 5);
        Probe far = insert(3 * SPAN);
        wheel.advance(SPAN + 4);
        assertEquals(List.of(), fired);
        wheel.advance(SPAN + 5);
        assertEquals(List.of(near), fired);
        wheel.advance(3 * SPAN - 1);
        assertEquals(List.of(near), fired);
        wheel.advance(3 * SPAN);
        assertEquals(List.of(near, far), fired);
    }

    @Test
    void sameTickFiresInOrderOfInsertion() {
        Probe a = insert(5000);
        Probe b = insert(5000);
        wheel.advance(4999);
        Probe c = insert(5000);
        wheel.advance(5000);
        assertEquals(List.of(a, b, c), fired);
    }

    @Test
    void removeTakesOutFirstMiddleAndLastOfASlot() {
        Probe a = insert(10);
        Probe b = insert(10);
        Probe c = insert(10);
        Probe d = insert(10);
        wheel.remove(b);
        wheel.remove(a);
        wheel.remove(d);
        assertEquals(1, wheel.size());
        wheel.remove(c);
        assertEquals(TimerWheel.NEVER, wheel.nextTick());
        assertEquals(0, wheel.size());
    }

    @Test
    void fireMayRemoveAnotherOfTheSameSlot() {
        Probe[] victim = new Probe[1];
        TimerEntry killer =
                new TimerEntry(0) {
                    @Override
                    void fire() {
                        wheel.remove(victim[0]);
                    }
                };
        killer.deadlineTick = 10;
        wheel.insert(killer);
        victim[0] = insert(10);
        Probe other = insert(10);
        wheel.advance(10);
        assertEquals(List.of(other), fired);
        assertEquals(0, wheel.size());
    }

    /** Against a sorted set: the same entries fire at the same ticks, whatever is removed. */
    @Test
    void behavesLikeASortedSet() {
        long seed = System.nanoTime();
        System.out.println("TimerWheelTest.behavesLikeASortedSet seed=" + seed);
        Random random = new Random(seed);
        TreeSet<Probe> model =
                new TreeSet<>(
                        Comparator.comparingLong((Probe probe) -> probe.deadlineTick)
                                .thenComparingInt(probe -> probe.number));
        List<Probe> live = new ArrayList<>();
        wheel.advance(startNearAWrap(random));
        for (int round = 0; round < 200_000; round++) {
            int choice = random.nextInt(10);
            if (choice < 5) {
                Probe probe = insert(wheel.now() + 1 + distance(random));
                model.add(probe);
                live.add(probe);
            } else if (choice < 7 && !live.isEmpty()) {
                Probe probe = live.remove(random.nextInt(live.size()));
                if (model.remove(probe)) {
                    wheel.remove(probe);
                }
            } else {
                advanceBoth(model, wheel.now() + distance(random) / 2);
            }
        }
        advanceBoth(model, Long.MAX_VALUE / 2);
        assertEquals(0, wheel.size());
    }

    private void advanceBoth(NavigableSet<Probe> model, long tick) {
        assertTrue(model.isEmpty() || wheel.nextTick() <= model.first().deadlineTick);
        List<Probe> expected = new ArrayList<>();
        while (!model.isEmpty() && model.first().deadlineTick <= tick) {
            expected.add(model.pollFirst());
        }
        wheel.advance(tick);
        assertInOrderOfTicks(fired);
        // Within one tick the order is that of insertion unless an entry came from far away.
        fired.sort(model.comparator());
        assertEquals(expected, fired);
        fired.clear();
        assertEquals(model.size(), wheel.size());
        assertEquals(tick, wheel.now());
    }

    private static void assertInOrderOfTicks(List<Probe> probes) {
        for (int i = 1; i < probes.size(); i++) {
            assertTrue(probes.get(i - 1).deadlineTick <= probes.get(i).deadlineTick);
        }
    }

    private static long startNearAWrap(Random random) {
        long[] wraps = {64, 4096, 1 << 18, 1 << 24, TOP_SLOT, SPAN, 5 * SPAN};
        return wraps[random.nextInt(wraps.length)] - random.nextInt(64);
    }

    private static long distance(Random random) {
        // Any order of magnitude up to eight spans of the wheel is as likely as any other.
        return random.nextLong() >>> (25 + random.nextInt(38));
    }
}
