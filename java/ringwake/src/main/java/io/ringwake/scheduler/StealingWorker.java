package io.ringwake.scheduler;

import io.ringwake.reactor.Reactor;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A worker of a multi-thread runtime, on a thread of its own.
 *
 * <p>A round runs up to the event interval of jobs: the LIFO slot first, then the local queue, then
 * what other threads have left in the injector; every so often the injector first. Then comes one
 * turn of the driver. Without work it searches the queues of the others, see {@link Search}, and at
 * last parks in the driver, which is where its own completions and timers wake it as well.
 */
final class StealingWorker extends Worker implements Runnable {
    private final MultiThreadScheduler scheduler;
    private final RuntimeHooks hooks;
    private final int group;
    private final LifoSlot lifo = new LifoSlot();
    private final PinnedJobs pinned = new PinnedJobs();
    private final ParkState parkState = new ParkState();
    private final Search search;
    private final InjectorInterval injectorInterval;
    private final InPlace inPlace;
    private final boolean lifoSlot;
    private final int jobsPerRound;
    private int tick;
    private int ordinaryTick;
    private int lifoRuns;
    private boolean inJob;
    private @Nullable Job awaited;

    // Made on the worker's own thread, which is bound to its node by then. Plain: written once,
    // before the worker says that it has started; no worker runs before all have said so.
    private LocalQueue queue = LocalQueue.NONE;

    // Written by the worker before it is announced as started; read by those that unpark it.
    private volatile @Nullable Driver driver;

    StealingWorker(MultiThreadScheduler scheduler, int index, int[][] victims) {
        super(scheduler, index, () -> scheduler.worker(index).unpark());
        SchedulerConfig config = scheduler.config();
        this.scheduler = scheduler;
        this.group = scheduler.near().groupOf(index);
        this.hooks = config.hooks();
        this.inPlace = new InPlace(this, scheduler, scheduler.inPlace());
        this.lifoSlot = config.lifoSlot();
        this.jobsPerRound = config.eventInterval();
        this.injectorInterval = new InjectorInterval(config.injectorInterval());
        this.search = new Search(scheduler, this, new VictimOrder(victims, config.seed() + index));
    }

    /** The body of its thread. */
    @Override
    public void run() {
        Driver opened;
        try {
            opened = scheduler.config().driverOpener().apply(index());
        } catch (Throwable notOpened) {
            scheduler.workerNotStarted(notOpened);
            return;
        }
        driver = opened;
        queue = new LocalQueue(LocalQueue.CAPACITY, this::overflow);
        Worker before = enter(opened);
        hooks.threadStarted();
        try {
            scheduler.workerStarted();
            while (!scheduler.isStopping()) {
                round(opened);
            }
        } catch (Throwable broken) {
            scheduler.workerFailed(this, broken);
        } finally {
            end(opened, before);
        }
    }

    private void end(Driver opened, @Nullable Worker before) {
        try {
            opened.close();
        } catch (RuntimeException | Error notClosed) {
            scheduler.workerFailed(this, notClosed);
        } finally {
            hooks.threadStopping();
            leave(before);
        }
    }

    private void round(Driver driver) {
        if (runRound()) {
            turn(driver);
            return;
        }
        if (hasDeferred()) {
            turn(driver);
            return;
        }
        Job found = search.find();
        if (found == null) {
            park(driver);
        } else {
            runJob(found, probe().beginRound());
            endPolls();
        }
    }

    /** Runs jobs; false if there are none left. */
    private boolean runRound() {
        boolean observed = probe().beginRound();
        int ran = 0;
        int limit = awaited == null ? jobsPerRound : 1;
        while (ran < limit) {
            Job job = next();
            if (job == null) {
                break;
            }
            ran++;
            search.end();
            runJob(job, observed);
        }
        endPolls();
        return ran == limit;
    }

    private void runJob(Job job, boolean observed) {
        inJob = true;
        try {
            if (observed) {
                probe().run(job, this);
            } else {
                job.run(this);
            }
        } finally {
            inJob = false;
            if (awaited == null) {
                Thread.interrupted(); // what this job has left is not meant for the next one
            }
        }
    }

    private @Nullable Job next() {
        tick++;
        Job job = scheduler.priorities().takeFirst(tick);
        if (job == null && injectorInterval.isDue(probe().meanPollNanos())) {
            job = takeInjected(injectorInterval.jobs() - queue.size());
        }
        // Every other turn of those that are left: a parity of all would be that of the shares.
        if (job == null && (++ordinaryTick & 1) == 0) {
            job = nextPinned();
        }
        if (job == null) {
            return nextLocal();
        }
        exposeRecent();
        return job;
    }

    /** Lets others take the job in the LIFO slot, of which nobody else knows. */
    private void exposeRecent() {
        Job recent = lifo.take();
        if (recent != null) {
            queue.push(recent);
            scheduler.wakeOne(group);
        }
    }

    /** A pinned job; others are told of what it goes before, which may be one that nobody knows. */
    private @Nullable Job nextPinned() {
        Job job = pinned.poll();
        if (job != null && !queue.isEmpty()) {
            scheduler.wakeOne(group);
        }
        return job;
    }

    private @Nullable Job nextLocal() {
        Job recent = lifo.take();
        if (recent != null) {
            if (lifoRuns < LifoSlot.RUNS_MAX) {
                lifoRuns++;
                return recent;
            }
            queue.push(recent);
        }
        lifoRuns = 0;
        Job job = queue.pop();
        if (job == null) {
            job = pinned.poll();
        }
        if (job == null) {
            job = takeInjected(LocalQueue.CAPACITY);
        }
        return job != null ? job : scheduler.priorities().takeLast();
    }

    /** A job of the injector, with a share of those behind it, of which others are told. */
    private @Nullable Job takeInjected(int most) {
        Job job = scheduler.injector().take(index(), queue, most);
        if (job != null && scheduler.hasQueuedWork()) {
            scheduler.wakeOne(group);
        }
        return job;
    }

    /** A turn that does not wait. */
    private void turn(Driver driver) {
        counters().addTurn();
        counters().setQueueDepth(queue.size());
        driver.turn(0);
        afterTurn();
    }

    private void park(Driver driver) {
        scheduler.failures().reportUnreachable();
        counters().addTurn();
        counters().setQueueDepth(0);
        parkState.announce();
        search.park();
        boolean workFound = false;
        try {
            // Only after both announcements, see ParkState and IdleWorkers.
            workFound = scheduler.hasQueuedWork();
            if (!workFound && mayWait()) {
                probe().park(driver, timers().nanosToNext(), parkState);
            } else {
                driver.turn(0);
            }
        } finally {
            parkState.leave();
            search.unparked(workFound);
        }
        afterTurn();
    }

    private boolean mayWait() {
        return pinned.isEmpty()
                && !timers().hasLeft()
                && !scheduler.isStopping()
                && (awaited == null || !awaited.isFinished());
    }

    /** Fires timers, wakes who gave way, and has help come if one job is to wait for another. */
    private void afterTurn() {
        wakeDue();
        int queued = queue.size();
        if (queued > 1 || (queued == 1 && !lifo.isEmpty())) {
            scheduler.wakeOne(group);
        }
    }

    @Override
    void push(Job job) {
        counters().addWakes(1);
        if (!inJob) {
            queue.push(job); // by the driver or a timer: afterTurn() tells the others
            return;
        }
        Job displaced = lifoSlot ? lifo.swap(job) : job;
        if (displaced != null) {
            queue.push(displaced);
            scheduler.wakeOne(group);
        }
    }

    @Override
    public void requeue(Job job) {
        if (job.pinnedTo() >= 0 || job.priority() != Priority.NORMAL) {
            scheduler.schedule(job);
            return;
        }
        counters().addWakes(1);
        queue.push(job);
        scheduler.wakeOne(group);
    }

    @Override
    void endRound() {
        // A round of this kind ends by itself: isStopping() is looked at after each.
    }

    @Override
    public <T> T blockInPlace(Callable<? extends T> call) throws Exception {
        handOver();
        return inPlace.call(call);
    }

    /** Its calls that block. */
    InPlace inPlace() {
        return inPlace;
    }

    /** What a poll needs once others have run in the middle of it. */
    record Poll(WorkerContext.Saved context, boolean inJob, @Nullable Scheduler entered) {}

    Poll savePoll() {
        return new Poll(context().save(), inJob, enterOther(null));
    }

    void restorePoll(Poll saved) {
        context().restore(saved.context());
        inJob = saved.inJob();
        enterOther(saved.entered());
    }

    /** In the middle of a poll: runs rounds until the job has ended, or the runtime. */
    void roundsUntil(Job job) {
        Driver opened = Objects.requireNonNull(driver);
        Job outer = awaited;
        WorkerContext.Saved poll = context().save();
        awaited = job;
        job.whenFinished(this::unpark);
        nestPolls(1);
        try {
            while (!job.isFinished() && !scheduler.isStopping()) {
                round(opened);
            }
        } finally {
            nestPolls(-1);
            awaited = outer;
            context().restore(poll);
            search.end();
            handOver();
        }
    }

    /** Whether it is one of the scheduler's. */
    @SuppressWarnings("ReferenceEquality") // the very scheduler is meant
    boolean isOf(MultiThreadScheduler other) {
        return scheduler == other;
    }

    /** Its reactor once that is open; empty without I/O. Any thread. */
    Optional<Reactor> openedReactor() {
        Driver opened = driver;
        return opened == null ? Optional.empty() : opened.reactor();
    }

    private void overflow(Job first, Job last, int count) {
        counters().addOverflow();
        scheduler.injector().takeBack(index(), first, count);
    }

    /** Queues a job for this worker alone. Any thread. */
    void pushPinned(Job job) {
        if (isCurrentThread()) {
            counters().addWakes(1);
            pinned.push(job);
        } else {
            pinned.send(job);
            unpark();
        }
    }

    /** Ends its wait, or keeps it from the next one. Any thread. */
    void unpark() {
        if (parkState.claimUnpark()) {
            Objects.requireNonNull(driver).unpark(); // it was parked, so there is one
        }
    }

    /**
     * Lets the other workers have what waits here, before this one is kept busy for long. Worker
     * only.
     */
    void handOver() {
        wakeDeferred();
        exposeRecent();
        if (!queue.isEmpty()) {
            scheduler.wakeOne(group);
        }
    }

    /** Takes what is in its LIFO slot: for who has found this worker stuck. Any thread. */
    @Nullable Job rescue() {
        return lifo.take();
    }

    LocalQueue queue() {
        return queue;
    }
}
