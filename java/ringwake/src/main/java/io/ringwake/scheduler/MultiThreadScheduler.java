package io.ringwake.scheduler;

import io.ringwake.reactor.Reactor;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Several workers, each with its own thread, driver, timers and queue, which take work from each
 * other.
 *
 * <p>Where a job goes when it is queued: to the worker it is pinned to; by its priority, if that is
 * not normal, to a queue of all workers; on a worker's own thread to that worker; from any other
 * thread to the injector. {@link IdleWorkers} argues why a worker that sleeps hears of it.
 */
public final class MultiThreadScheduler extends Scheduler {
    /** How long workers may take to end jobs that wait for nothing any more. */
    private static final long HURRY_NANOS = 1_000_000_000;

    private static final int ANY_GROUP = 0;

    private final StealingWorker[] workers;
    private final NearGroups near;
    private final SharedInjector injector;
    private final PriorityQueues priorities = new PriorityQueues();
    private final IdleWorkers idle;
    private final WorkerThreads threads;
    private final Waiting waiting = new Waiting();
    private final InPlaceCount inPlace;
    private final AtomicBoolean closeRequested = new AtomicBoolean();

    // Written once; read by workers before they park and between rounds.
    private volatile boolean stopping;

    private MultiThreadScheduler(SchedulerConfig config) {
        super(config);
        int count = config.workers();
        this.near = new NearGroups(config);
        this.injector = new SharedInjector(new ShardOrder(near));
        this.idle = new IdleWorkers(near);
        this.inPlace = new InPlaceCount(count, waiting, this::breakOffInPlace);
        this.workers = new StealingWorker[count];
        for (int i = 0; i < count; i++) {
            workers[i] = new StealingWorker(this, i, config.stealTiers(i));
        }
        this.threads = new WorkerThreads(workers, config.threadNames());
    }

    /**
     * Starts the workers and waits until each has opened its driver.
     *
     * @throws RuntimeException what the first worker that could not be started has failed with; no
     *     thread is left behind then
     */
    public static MultiThreadScheduler start(SchedulerConfig config) {
        MultiThreadScheduler scheduler = new MultiThreadScheduler(config);
        try {
            scheduler.threads.startAll();
            scheduler.watch(List.of(scheduler.workers));
        } catch (Throwable notStarted) {
            scheduler.close();
            throw notStarted;
        }
        return scheduler;
    }

    @Override
    public void schedule(Job job) {
        int pinnedTo = job.pinnedTo();
        if (pinnedTo >= 0) {
            workers[pinnedTo].pushPinned(job);
        } else if (job.priority() != Priority.NORMAL) {
            priorities.push(job);
            StealingWorker own = ownWorker();
            pick(own == null ? ANY_GROUP : near.groupOf(own.index()));
        } else {
            StealingWorker own = ownWorker();
            if (own != null) {
                own.push(job);
            } else {
                pick(injector.push(job));
            }
        }
    }

    /** That of the calling thread; null if it is none of this scheduler's. */
    private @Nullable StealingWorker ownWorker() {
        return Worker.currentOrNull() instanceof StealingWorker own && own.isOf(this) ? own : null;
    }

    @Override
    void rescue(int worker) {
        Job recent = workers[worker].rescue();
        if (recent != null) {
            pick(injector.push(recent));
        }
    }

    /**
     * A job was queued by a plain or releasing write: wakes a worker if one has to be.
     *
     * @param group of the worker that has it
     */
    void wakeOne(int group) {
        // The fence of the argument in IdleWorkers: the look at the word not before the push.
        VarHandle.fullFence();
        pick(group);
    }

    private void pick(int group) {
        IdleWorkers.Member picked = idle.pickOne(group);
        if (picked != null) {
            workers[picked.worker()].unpark();
        }
    }

    /**
     * Whether some queue holds a job that any worker may run. The injector first: jobs move from it
     * to the local queues, and must not be missed on their way.
     */
    boolean hasQueuedWork() {
        if (!injector.isEmpty() || !priorities.isEmpty()) {
            return true;
        }
        for (StealingWorker worker : workers) {
            if (!worker.queue().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int workers() {
        return workers.length;
    }

    StealingWorker worker(int index) {
        return workers[index];
    }

    NearGroups near() {
        return near;
    }

    SharedInjector injector() {
        return injector;
    }

    PriorityQueues priorities() {
        return priorities;
    }

    Waiting waiting() {
        return waiting;
    }

    InPlaceCount inPlace() {
        return inPlace;
    }

    IdleWorkers idle() {
        return idle;
    }

    /** Whether the workers are to end. */
    boolean isStopping() {
        return stopping;
    }

    /** The worker's driver could not be opened. On the worker's thread. */
    void workerNotStarted(Throwable failure) {
        threads.notStarted(failure);
    }

    /** The worker is ready; returns when all are. On the worker's thread. */
    void workerStarted() {
        threads.started();
    }

    /** The worker's loop has ended by a failure: without it the runtime cannot go on. */
    void workerFailed(StealingWorker worker, Throwable failure) {
        waiting.fail(
                new IllegalStateException(
                        "worker " + worker.index() + " has failed, the runtime is closed",
                        failure));
        threads.logFailure(worker.index(), failure);
        closeInBackground();
    }

    @Override
    public void runUntil(Job job) throws InterruptedException {
        if (!job.isFinished()) {
            schedule(job);
        }
        try {
            awaitInPlace(job);
            if (!job.isFinished()) {
                waiting.await(job);
            }
        } finally {
            if (!job.isFinished()) {
                job.abort();
            }
        }
    }

    @Override
    public void awaitInPlace(Job job) throws InterruptedException {
        StealingWorker own = WorkerThread.workerOrBlocked();
        if (own != null && own.isOf(this)) {
            own.inPlace().await(job);
        }
    }

    @Override
    public Optional<Reactor> reactor() {
        return workers[0].openedReactor();
    }

    @Override
    public List<Reactor> reactors() {
        List<Reactor> reactors = new ArrayList<>(workers.length);
        for (StealingWorker worker : workers) {
            worker.openedReactor().ifPresent(reactors::add);
        }
        return reactors;
    }

    @Override
    public SchedulerMetrics metrics() {
        List<WorkerMetrics> each = new ArrayList<>(workers.length);
        for (StealingWorker worker : workers) {
            each.add(worker.counters().snapshot(worker.index(), worker.openedReactor()));
        }
        return new SchedulerMetrics(
                each,
                owned().size(),
                owned().added(),
                injector.depth() + priorities.depth(),
                blocking().metrics());
    }

    @Override
    public void close() {
        closeWithin(config().shutdownTimeoutNanos());
    }

    @Override
    public void closeWithin(long timeoutNanos) {
        StealingWorker own = WorkerThread.workerOrBlocked();
        if (own != null && own.isOf(this)) {
            closeInBackground();
        } else if (closeRequested.compareAndSet(false, true)) {
            shutDown(timeoutNanos);
        } else {
            threads.awaitAll(timeoutNanos);
        }
    }

    @Override
    public void closeInBackground() {
        if (!closeRequested.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.closer(() -> shutDown(config().shutdownTimeoutNanos())).start();
        } catch (Throwable noThread) {
            closeRequested.set(false); // so that another one can close the runtime
            throw noThread;
        }
    }

    private void shutDown(long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        try {
            blocking().close();
            owned().close().forEach(Job::abort);
            inPlace.close();
            endJobs(deadline);
            stopping = true;
            for (StealingWorker worker : workers) {
                worker.unpark();
            }
            threads.join(deadline);
            awaitBlocking(Math.max(0, deadline - System.nanoTime()));
        } finally {
            waiting.fail(new IllegalStateException("the runtime was closed meanwhile"));
            tellEnded();
        }
    }

    private void breakOffInPlace() {
        for (StealingWorker worker : workers) {
            worker.inPlace().breakOff();
        }
    }

    private void endJobs(long deadline) {
        if (!owned().awaitEmpty(deadline)) {
            List<Job> left = owned().close();
            logStillRunning(left.size());
            endJobsNow(left);
        }
    }

    /** Ends the jobs that are not through with their clean-up; those inside a poll may be stuck. */
    private void endJobsNow(List<Job> left) {
        boolean willEnd = true;
        for (Job job : left) {
            willEnd &= job.abortNow();
        }
        if (willEnd) {
            owned().awaitEmpty(System.nanoTime() + HURRY_NANOS);
        }
    }
}
