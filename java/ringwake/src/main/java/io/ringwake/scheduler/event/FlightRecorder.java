package io.ringwake.scheduler.event;

/**
 * Records with JDK Flight Recorder. As long as no recording was ever started, an event's {@code
 * isEnabled} is a method that returns false, so asking costs nothing and loads nothing.
 */
final class FlightRecorder implements RuntimeEvents {
    // For their isEnabled(), which is that of the class: asking allocates nothing.
    private final LongPollEvent anyPoll = new LongPollEvent();
    private final WorkerParkEvent anyPark = new WorkerParkEvent();

    @Override
    public boolean wantsPolls() {
        return anyPoll.isEnabled();
    }

    @Override
    public PollSpan beginPoll() {
        LongPollEvent event = new LongPollEvent();
        event.begin();
        return event;
    }

    @Override
    public boolean wantsParks() {
        return anyPark.isEnabled();
    }

    @Override
    public ParkSpan beginPark() {
        WorkerParkEvent event = new WorkerParkEvent();
        event.begin();
        return event;
    }

    @Override
    public void stalled(int worker, long taskId, Object task, long nanos, String stack) {
        StallEvent event = new StallEvent();
        if (event.isEnabled()) {
            event.worker = worker;
            event.taskId = taskId;
            event.task = task.toString();
            event.stuckFor = nanos;
            event.stack = stack;
            event.commit();
        }
    }
}
