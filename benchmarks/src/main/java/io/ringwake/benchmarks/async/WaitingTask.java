package io.ringwake.benchmarks.async;

import io.ringwake.Ringwake;
import io.ringwake.benchmarks.Expect;
import io.ringwake.scheduler.TaskSnapshot;
import io.ringwake.task.JoinHandle;

/** A task of a runtime with such a future. */
final class WaitingTask implements Waiting {
    private final Ringwake runtime = Ringwake.multiThread().workers(1).withoutIo().build();
    private final WaitingFuture futures;

    WaitingTask(WaitingFuture futures) {
        this.futures = futures;
    }

    @Override
    public Object start(long a, int b, String c) {
        return runtime.spawn(Expect.compiled(futures.future(a, b, c)));
    }

    @Override
    public void settle() {
        while (!runtime.dump().tasks().stream().allMatch(WaitingTask::waits)) {
            Thread.onSpinWait();
        }
    }

    private static boolean waits(TaskSnapshot task) {
        return task.state() == TaskSnapshot.State.WAITING;
    }

    @Override
    public boolean isWaiting(Object kept) {
        return !((JoinHandle<?>) kept).isFinished();
    }

    @Override
    public void close() {
        runtime.close();
    }
}
