package io.ringwake.benchmarks.echo;

import com.sun.management.ThreadMXBean;
import io.ringwake.reactor.ReactorMetrics;
import java.lang.management.ManagementFactory;

/** Prints a reactor's counters and what its thread has allocated so far. */
final class ReactorSampler implements Runnable {
    private final Thread owner;
    private final ReactorMetrics metrics;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    ReactorSampler(Thread owner, ReactorMetrics metrics) {
        this.owner = owner;
        this.metrics = metrics;
    }

    @Override
    public void run() {
        Console.print(
                "{\"crossings\":"
                        + metrics.crossings()
                        + ",\"operations\":"
                        + metrics.operations()
                        + ",\"completions\":"
                        + metrics.completions()
                        + ",\"wakes\":"
                        + metrics.wakes()
                        + ",\"submission_stalls\":"
                        + metrics.submissionStalls()
                        + ",\"allocated_bytes\":"
                        + threads.getThreadAllocatedBytes(owner.getId())
                        + "}");
    }
}
