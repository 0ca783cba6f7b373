package io.ringwake.scheduler.event;

/** Where workers record what they do. Thread-safe. */
public interface RuntimeEvents {
    /** Flight Recorder, or nothing where that is missing. */
    static RuntimeEvents load() {
        try {
            return new FlightRecorder();
        } catch (NoClassDefFoundError withoutTheModule) {
            return new NoEvents();
        }
    }

    /** Whether polls are to be recorded just now. Cheap. */
    boolean wantsPolls();

    /** Begins the record of a poll. */
    PollSpan beginPoll();

    /** Whether waits are to be recorded just now. Cheap. */
    boolean wantsParks();

    /** Begins the record of a wait. */
    ParkSpan beginPark();

    /**
     * Records a stall.
     *
     * @param task what describes the task, through its toString()
     */
    void stalled(int worker, long taskId, Object task, long nanos, String stack);

    /** A poll that is being recorded. */
    interface PollSpan {
        /** It has ended; it is kept if it was long. */
        void end(int worker, long taskId, Object task);
    }

    /** A wait that is being recorded. */
    interface ParkSpan {
        /** It has ended. */
        void end(int worker, boolean unparked);
    }
}
