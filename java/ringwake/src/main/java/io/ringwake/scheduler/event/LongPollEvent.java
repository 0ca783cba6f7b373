package io.ringwake.scheduler.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** A poll that took longer than the threshold of the recording. */
@Name("io.ringwake.LongPoll")
@Label("Long poll")
@Category("Ringwake")
@Description("A task kept its worker for long")
@Enabled(false)
@StackTrace(false)
@Threshold("10 ms")
final class LongPollEvent extends Event implements RuntimeEvents.PollSpan {
    @Label("Worker")
    int worker;

    @Label("Task id")
    long taskId;

    @Label("Task")
    String task = "";

    @Override
    public void end(int ofWorker, long id, Object description) {
        end();
        if (shouldCommit()) {
            worker = ofWorker;
            taskId = id;
            task = description.toString();
            commit();
        }
    }
}
