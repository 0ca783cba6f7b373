package io.ringwake.scheduler;

import io.ringwake.reactor.Reactor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One worker, driven by whichever thread waits for a job: {@link #runUntil} takes the seat, binds
 * the driver to its thread and runs rounds. Jobs run only while some thread does that.
 */
public final class CurrentThreadScheduler extends Scheduler {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private static final String STILL_INSIDE =
            "closing the runtime goes on in the background: after the shutdown timeout the thread"
                    + " that drives it is still inside a task";
    private static final String ABANDONED =
            "the runtime is closed on a thread that its operations do not belong to";

    private static final long NOT_REQUESTED = -1;

    private final Seat seat = new Seat();
    private final Injector injector = new Injector();
    private final ParkState parkState = new ParkState();
    private final CurrentThreadWorker worker;

    /** The time for closing, once that is asked for. */
    private final AtomicLong closeWithinNanos = new AtomicLong(NOT_REQUESTED);

    // Written in the seat, once; read by any thread.
    private volatile boolean closed;

    // Written by the driving thread, before it first parks; read by those that unpark it, who have
    // seen it parked.
    private volatile @Nullable Driver driver;

    /** Makes a scheduler that nobody drives; the first thread that does opens the driver. */
    public CurrentThreadScheduler(SchedulerConfig config) {
        super(config);
        this.worker = new CurrentThreadWorker(this, injector, parkState, this::unpark);
    }

    @Override
    public void schedule(Job job) {
        if (worker.isCurrentThread()) {
            worker.push(job);
        } else {
            injector.push(job);
            unpark();
        }
    }

    @Override
    public SchedulerMetrics metrics() {
        return new SchedulerMetrics(
                List.of(worker.probe().counters().snapshot(0, reactor())),
                owned().size(),
                owned().added(),
                injector.depth(),
                blocking().metrics());
    }

    @Override
    public Optional<Reactor> reactor() {
        Driver open = driver;
        return open == null ? Optional.empty() : open.reactor();
    }

    @Override
    public void runUntil(Job job) throws InterruptedException {
        boolean queued = false;
        boolean watching = false;
        try {
            while (!job.isFinished()) {
                if (closed) {
                    throw new IllegalStateException("the runtime was closed meanwhile");
                }
                if (seat.take()) {
                    drive(job, !queued);
                    queued = true;
                } else if (!queued) {
                    schedule(job);
                    queued = true;
                } else if (!watching) {
                    Thread caller = Thread.currentThread();
                    job.whenFinished(() -> LockSupport.unpark(caller));
                    watching = true;
                } else {
                    seat.awaitFreeOr(job::isFinished);
                }
            }
        } finally {
            if (!job.isFinished()) {
                job.abort();
            }
        }
    }

    /** In the seat: runs rounds until the job has ended or the runtime is to be closed. */
    private void drive(Job job, boolean fresh) {
        if (fresh) {
            queue(job);
        }
        try {
            Driver bound = bindDriver();
            Worker before = worker.enter(bound);
            try {
                while (!job.isFinished() && !isCloseRequested()) {
                    worker.round(bound, job);
                }
                bound.rest();
            } finally {
                worker.leave(before);
            }
            if (isCloseRequested()) {
                shutDown();
            }
        } finally {
            leaveSeat();
        }
    }

    /** Who asks for the closing in vain for the seat leaves it to the one who has it. */
    private void leaveSeat() {
        seat.leave();
        if (isCloseRequested() && !closed && seat.take()) {
            shutDownAndLeave();
        }
    }

    /** In the seat: queues the job behind all that wait, wherever that is. */
    private void queue(Job job) {
        if (injector.isEmpty()) {
            worker.push(job); // nobody else has the worker's queue
        } else {
            injector.push(job);
        }
    }

    private Driver bindDriver() {
        Driver bound = driver;
        if (bound == null) {
            bound = config().driverOpener().apply(0);
            driver = bound;
            watch(List.of(worker));
        } else {
            bound.bind();
        }
        return bound;
    }

    private void unpark() {
        if (parkState.claimUnpark()) {
            Driver parked = driver;
            if (parked != null) {
                parked.unpark();
            }
        }
    }

    private boolean isCloseRequested() {
        return closeWithinNanos.get() != NOT_REQUESTED;
    }

    @Override
    public void close() {
        closeWithin(config().shutdownTimeoutNanos());
    }

    @Override
    public void closeWithin(long timeoutNanos) {
        if (reactor().isPresent() && VirtualThreads.isCurrent()) {
            closeElsewhere(timeoutNanos);
            return;
        }
        if (closeWithinNanos.compareAndSet(NOT_REQUESTED, timeoutNanos)) {
            schedule(new EndRound()); // the driving thread, if there is one, looks up
        }
        if (worker.isCurrentThread()) {
            return; // the driving thread is this one, and sees the request after this job
        }
        long deadline = System.nanoTime() + timeoutNanos;
        while (!closed) {
            if (seat.take()) {
                shutDownAndLeave();
            } else if (deadline - System.nanoTime() > 0) {
                seat.awaitFree(deadline - System.nanoTime());
            } else {
                LOGGER.log(System.Logger.Level.WARNING, STILL_INSIDE);
                return;
            }
        }
    }

    @Override
    public void closeInBackground() {
        if (!closeWithinNanos.compareAndSet(NOT_REQUESTED, config().shutdownTimeoutNanos())) {
            return;
        }
        schedule(new EndRound());
        if (!seat.take()) {
            return; // who has it sees the request, at the latest once the seat is left
        }
        closeWithinNanos.set(0);
        if (reactor().isPresent() && VirtualThreads.isCurrent()) {
            seat.leave();
            startCloser(0);
        } else {
            shutDownAndLeave();
        }
    }

    private Thread startCloser(long timeoutNanos) {
        Thread closer =
                new Thread(
                        () -> closeWithin(timeoutNanos),
                        config().threadNames().worker(0) + "-closer");
        closer.setDaemon(true);
        closer.start();
        return closer;
    }

    /** On a thread that can have the ring; see {@link ReactorDriver#bind}. */
    private void closeElsewhere(long timeoutNanos) {
        Thread closer = startCloser(timeoutNanos);
        boolean interrupted = false;
        while (closer.isAlive()) {
            try {
                closer.join();
            } catch (InterruptedException e) {
                interrupted = true; // kept for the caller: closing goes on
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDownAndLeave() {
        try {
            shutDown();
        } finally {
            seat.leave();
        }
    }

    /** In the seat, outside of the worker. */
    private void shutDown() {
        if (closed) {
            return;
        }
        long deadline = System.nanoTime() + closeWithinNanos.get();
        Driver usable = usableDriver();
        Worker before = worker.enter(usable);
        try {
            blocking().close();
            endJobs(usable, deadline);
            usable.close();
            awaitBlocking(deadline - System.nanoTime());
        } finally {
            worker.leave(before);
            closed = true;
            tellEnded();
        }
    }

    /** Aborts all jobs and runs them until each has ended, or the time is over. */
    private void endJobs(Driver usable, long deadline) {
        owned().close().forEach(Job::abort);
        runWhileJobsEnd(usable); // however short the time
        while (owned().size() > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                logStillRunning(owned().size());
                endJobsNow(usable);
                return;
            }
            worker.roundWithin(usable, left);
        }
    }

    /** Ends the jobs that are not through with their clean-up, which nobody else can be running. */
    private void endJobsNow(Driver usable) {
        owned().close().forEach(Job::abortNow);
        runWhileJobsEnd(usable);
    }

    private void runWhileJobsEnd(Driver usable) {
        int before;
        do {
            before = owned().size();
            worker.roundWithin(usable, 0);
        } while (owned().size() > 0 && owned().size() < before);
    }

    /**
     * The driver if this thread may own it. Otherwise what is in flight belongs to a thread that no
     * longer drives: it can only be abandoned, and the jobs end without a driver.
     */
    private Driver usableDriver() {
        Driver bound = driver;
        if (bound == null) {
            return new NoDriver();
        }
        try {
            bound.bind();
            return bound;
        } catch (IllegalStateException boundElsewhere) {
            LOGGER.log(System.Logger.Level.WARNING, ABANDONED, boundElsewhere);
            bound.close();
            return new NoDriver();
        }
    }
}
