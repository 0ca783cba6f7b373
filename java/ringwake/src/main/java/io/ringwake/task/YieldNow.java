package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Finished;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.scheduler.Worker;
import io.ringwake.scheduler.WorkerContext;

/** Gives way once: its wake is deferred until after the reactor's next turn. */
final class YieldNow implements Future<Void> {
    private boolean yielded;
    private boolean finished;

    @Override
    public Poll<Void> poll(Context cx) {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        if (yielded) {
            finished = true;
            return Poll.done();
        }
        yielded = true;
        Worker worker = cx instanceof WorkerContext ofWorker ? ofWorker.worker() : Worker.current();
        worker.defer(cx.waker());
        return Poll.pending();
    }

    @Override
    public void cancel() {
        finished = true;
    }
}
