package io.ringwake.scheduler.event;

/** Records nothing. */
final class NoEvents implements RuntimeEvents {
    @Override
    public boolean wantsPolls() {
        return false;
    }

    @Override
    public PollSpan beginPoll() {
        return (worker, taskId, task) -> {};
    }

    @Override
    public boolean wantsParks() {
        return false;
    }

    @Override
    public ParkSpan beginPark() {
        return (worker, unparked) -> {};
    }

    @Override
    public void stalled(int worker, long taskId, Object task, long nanos, String stack) {}
}
