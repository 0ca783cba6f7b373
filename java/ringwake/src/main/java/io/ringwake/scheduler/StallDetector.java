package io.ringwake.scheduler;

import io.ringwake.scheduler.event.RuntimeEvents;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the workers of one runtime a few times within the threshold, on a daemon thread of its
 * own, and reports each that is inside the same poll for longer. Once for each such poll.
 */
final class StallDetector {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");
    private static final RuntimeEvents EVENTS = RuntimeEvents.load();

    private static final int LOOKS_PER_THRESHOLD = 4;
    private static final long PERIOD_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PERIOD_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long JOIN_MILLIS = 1_000;

    private final long thresholdNanos;
    private final long periodNanos;
    private final StallHandler handler;
    private final IntConsumer rescue;
    private final List<Suspect> suspects;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param rescue given the number of a worker that is stuck: lets others have what they cannot
     *     take themselves
     */
    StallDetector(SchedulerConfig config, List<PollWatch> watches, IntConsumer rescue) {
        this.thresholdNanos = config.stallThresholdNanos();
        this.periodNanos =
                Math.max(
                        PERIOD_NANOS_MIN,
                        Math.min(PERIOD_NANOS_MAX, thresholdNanos / LOOKS_PER_THRESHOLD));
        this.handler = config.stallHandler();
        this.rescue = rescue;
        this.suspects = watches.stream().map(Suspect::new).toList();
        this.thread = new Thread(this::run, config.threadNames().monitor());
        thread.setDaemon(true);
    }

    /** Starts the thread; without one the runtime goes on, unwatched. */
    void start() {
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            LOGGER.log(System.Logger.Level.WARNING, "nobody looks for stalls", noThread);
        }
    }

    /** Ends the thread, and waits for that unless it is the calling one. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        try {
            thread.join(JOIN_MILLIS); // a handler that blocks is left to itself
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            look(System.nanoTime());
            LockSupport.parkNanos(this, periodNanos);
            Thread.interrupted(); // a handler's; it would end all waits from now on
        }
    }

    /** Looks at each worker once. The detector's thread; tests have none and call it themselves. */
    void look(long now) {
        for (Suspect suspect : suspects) {
            StallReport report = suspect.look(now);
            if (suspect.reported) {
                // At every look: while it is stuck, its poll may wake one task after the other.
                rescue.accept(suspect.watch.worker());
            }
            if (report != null) {
                tell(report);
            }
        }
    }

    private void tell(StallReport report) {
        EVENTS.stalled(
                report.worker(),
                report.taskId(),
                report.task(),
                report.stuckNanos(),
                report.stackText());
        try {
            handler.stalled(report);
        } catch (Throwable ofHandler) {
            LOGGER.log(System.Logger.Level.ERROR, "the handler of stalls failed", ofHandler);
        }
    }

    /** One worker, and what it was doing when it was last seen to begin something. */
    private final class Suspect {
        private final PollWatch watch;
        private @Nullable Job job;
        private long polls;
        private long since;
        private boolean reported;

        Suspect(PollWatch watch) {
            this.watch = watch;
        }

        @Nullable StallReport look(long now) {
            Job running = watch.running();
            if (running == null || !isSamePoll(running)) {
                job = running;
                polls = watch.polls();
                since = now;
                reported = false;
                return null;
            }
            if (reported || now - since < thresholdNanos) {
                return null;
            }
            return report(running, now - since);
        }

        /** Null if the worker has come back meanwhile: the stack is then that of something else. */
        private @Nullable StallReport report(Job running, long stuckNanos) {
            Thread stuck = watch.thread();
            if (stuck == null) {
                return null;
            }
            StackTraceElement[] stack = stuck.getStackTrace();
            Job after = watch.running();
            if (after == null || !isSamePoll(after)) {
                return null;
            }
            reported = true;
            return new StallReport(
                    watch.worker(),
                    stuck.getName(),
                    running.id(),
                    running.toString(),
                    stuckNanos,
                    List.of(stack));
        }

        @SuppressWarnings("ReferenceEquality") // the very job
        private boolean isSamePoll(Job running) {
            return running == job && watch.polls() == polls;
        }
    }
}
