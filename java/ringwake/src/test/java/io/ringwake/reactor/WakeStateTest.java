package io.ringwake.reactor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WakeStateTest {
    private final WakeState state = new WakeState();

    @Test
    void notifyingARunningOwnerCostsNoCallAndStopsItsNextPark() {
        assertFalse(state.notifyOwner());
        assertFalse(state.beginPark());
        assertTrue(state.clear());
        assertFalse(state.clear());
        assertTrue(state.beginPark());
    }

    @Test
    void oneWakerOfAParkedOwnerMakesTheCall() {
        assertTrue(state.beginPark());
        assertTrue(state.isParked());
        assertTrue(state.notifyOwner());
        assertFalse(state.notifyOwner());
        state.callEnded();
        state.endPark();
        state.awaitWakers();
        assertEquals(1, state.calls());
    }

    @Test
    void aWakeDuringTheParkIsUsedUpByIt() {
        assertTrue(state.beginPark());
        assertTrue(state.notifyOwner());
        state.endPark();
        assertFalse(state.clear());
        assertTrue(state.beginPark());
    }

    @Test
    void awaitWakersWaitsForTheCallInProgress() throws InterruptedException {
        assertTrue(state.beginPark());
        assertTrue(state.notifyOwner());
        state.endPark();
        Thread closer = new Thread(state::awaitWakers);
        closer.start();
        closer.join(50);
        assertTrue(closer.isAlive());
        state.callEnded();
        closer.join();
    }
}
