package io.ringwake.scheduler.event;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** A worker that does not come back from a poll, seen while it is inside. */
@Name("io.ringwake.Stall")
@Label("Stall")
@Category("Ringwake")
@Description("A worker was inside one poll for longer than the stall threshold")
@Enabled(false)
@StackTrace(false)
final class StallEvent extends Event {
    @Label("Worker")
    int worker;

    @Label("Task id")
    long taskId;

    @Label("Task")
    String task = "";

    @Label("Stuck for")
    @Timespan(Timespan.NANOSECONDS)
    long stuckFor;

    @Label("Stack of the worker")
    String stack = "";
}
