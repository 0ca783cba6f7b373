package io.ringwake.scheduler.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** A wait of a worker for completions, timers or other threads. */
@Name("io.ringwake.WorkerPark")
@Label("Worker park")
@Category("Ringwake")
@Description("A worker had nothing to run and waited")
@Enabled(false)
@StackTrace(false)
final class WorkerParkEvent extends Event implements RuntimeEvents.ParkSpan {
    @Label("Worker")
    int worker;

    @Label("Unparked by another thread")
    boolean unparked;

    @Override
    public void end(int ofWorker, boolean byAnotherThread) {
        end();
        if (shouldCommit()) {
            worker = ofWorker;
            unparked = byAnotherThread;
            commit();
        }
    }
}
