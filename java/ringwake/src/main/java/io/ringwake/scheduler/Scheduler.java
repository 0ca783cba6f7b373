package io.ringwake.scheduler;

import io.ringwake.blocking.BlockingPool;
import io.ringwake.reactor.Reactor;
import io.ringwake.scheduler.timer.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What runs the jobs of one runtime. Thread-safe. */
public abstract class Scheduler {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private static final String STILL_BLOCKING =
            "blocking work goes on after the shutdown timeout, on {0} threads that are left to"
                    + " themselves";

    private static final String STILL_RUNNING =
            "{0} tasks have not ended within the shutdown timeout";

    private static final ThreadLocal<@Nullable Scheduler> ENTERED = new ThreadLocal<>();

    private static final AtomicLong LAST_ID = new AtomicLong();

    private final long id = LAST_ID.incrementAndGet();
    private final OwnedJobs owned;
    private final SchedulerConfig config;
    private final Clock clock;
    private final UnseenFailures failures;
    private final BlockingPool blocking;
    private final TaskSources others = new TaskSources();

    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    // Written by who starts the runtime; read by who ends it, perhaps at the same time.
    private volatile @Nullable StallDetector detector;

    Scheduler(SchedulerConfig config) {
        this.config = config;
        this.owned = new OwnedJobs(config.workers());
        this.clock = config.clock();
        this.failures = new UnseenFailures(config.failureHandler());
        this.blocking =
                new BlockingPool(
                        config.maxBlockingThreads(),
                        config.blockingKeepAliveNanos(),
                        new EnteredThreads(this));
    }

    /**
     * Returns the runtime the calling thread is in: the one it has {@link #enter entered} last, or
     * that it drives, if it has begun to drive since.
     *
     * @throws IllegalStateException if it is in none
     */
    public static Scheduler current() {
        Scheduler scheduler = currentOrNull();
        if (scheduler == null) {
            throw new IllegalStateException(
                    "not inside a runtime: call this from a task (for instance in the function of"
                            + " Futures.lazy), or between Handle.enter() and its close()");
        }
        return scheduler;
    }

    /** The same; null if the thread is in none. */
    public static @Nullable Scheduler currentOrNull() {
        Worker worker = Worker.currentOrNull();
        return worker != null ? worker.entered() : ENTERED.get();
    }

    /**
     * Makes this the {@link #current} one of the calling thread, which may drive another.
     *
     * @return what to give back to {@link #leave}
     */
    public final @Nullable Scheduler enter() {
        Worker worker = Worker.currentOrNull();
        if (worker != null) {
            return worker.enterOther(this);
        }
        Scheduler before = ENTERED.get();
        ENTERED.set(this);
        return before;
    }

    /** Ends {@link #enter}. */
    public static void leave(@Nullable Scheduler before) {
        Worker worker = Worker.currentOrNull();
        if (worker != null) {
            worker.enterOther(before);
        } else if (before == null) {
            ENTERED.remove();
        } else {
            ENTERED.set(before);
        }
    }

    /** A number that no other runtime of this process has had. */
    public final long id() {
        return id;
    }

    /** What it was made with. */
    public final SchedulerConfig config() {
        return config;
    }

    /** The runtime's time. */
    public final Clock clock() {
        return clock;
    }

    /** Where tasks report failures. */
    public final UnseenFailures failures() {
        return failures;
    }

    /** The threads for work that blocks, which are inside this runtime without driving it. */
    public final BlockingPool blocking() {
        return blocking;
    }

    /** Begins to look for workers that are stuck, if that is asked for. In the seat, once. */
    final void watch(List<? extends Worker> workers) {
        List<PollWatch> watches =
                workers.stream()
                        .map(worker -> worker.probe().watch())
                        .filter(Objects::nonNull)
                        .toList();
        if (!watches.isEmpty()) {
            StallDetector started = new StallDetector(config, watches, this::rescue);
            started.start();
            detector = started;
            if (ended.isDone()) {
                started.close(); // a worker has failed meanwhile; see tellEnded()
            }
        }
    }

    /** The worker is stuck: lets others have what waits there, as far as that can be had. */
    void rescue(int worker) {}

    /** The runtime has ended: stops what watches it, and reports what is left. Once. */
    final void tellEnded() {
        failures.reportAll();
        ended.complete(null);
        // After that: either it is seen here, or who has just made it sees the end.
        StallDetector running = detector;
        if (running != null) {
            running.close();
        }
    }

    /** Calls the action once the runtime has ended, at once if it has. Any thread. */
    @SuppressWarnings("FutureReturnValueIgnored") // what an action throws is its own affair
    public final void whenEnded(Runnable action) {
        ended.thenRun(action);
    }

    final void logStillRunning(int tasks) {
        LOGGER.log(System.Logger.Level.WARNING, STILL_RUNNING, tasks);
    }

    /** Waits for blocking work within the time; what is left then runs on, on daemon threads. */
    final void awaitBlocking(long timeoutNanos) {
        int left = blocking.awaitEnd(timeoutNanos);
        if (left > 0) {
            LOGGER.log(System.Logger.Level.WARNING, STILL_BLOCKING, left);
        }
    }

    /**
     * Takes a new job under its care, without queueing it.
     *
     * @return false if the runtime has been closed
     */
    public final boolean adopt(Job job) {
        if (!owned.add(job)) {
            return false;
        }
        config.hooks().taskSpawned(job.id());
        return true;
    }

    /** The job has ended. */
    public final void release(Job job) {
        if (owned.remove(job)) {
            config.hooks().taskEnded(job.id());
        }
    }

    /** Whether {@link #close} has begun: no job is adopted any more. */
    public final boolean isClosed() {
        return owned.isClosed();
    }

    final OwnedJobs owned() {
        return owned;
    }

    /** Queues a job that is in no queue. Any thread. */
    public abstract void schedule(Job job);

    /**
     * Makes the calling thread drive the runtime until the job has ended; if another thread drives
     * it, waits for that.
     *
     * @param job an adopted job, not queued yet; or one that has ended
     * @throws InterruptedException if interrupted while another thread drives; the job is aborted
     * @throws IllegalStateException if this thread cannot drive; the job is aborted
     */
    public abstract void runUntil(Job job) throws InterruptedException;

    /**
     * Waits until the job has ended if this thread is inside a call that blocks one of the workers,
     * which may have to run the job itself; other threads come back at once.
     *
     * @throws InterruptedException if interrupted; the job goes on
     * @throws IllegalStateException if the runtime has ended, and the job has not
     */
    public void awaitInPlace(Job job) throws InterruptedException {}

    /** The reactor, for its metrics and backend; empty before the first drive or without I/O. */
    public abstract Optional<Reactor> reactor();

    /** The reactors of all workers that have opened one. */
    public List<Reactor> reactors() {
        return reactor().stream().toList();
    }

    /** How many workers there are. */
    public int workers() {
        return 1;
    }

    /** What each task is doing. Any thread, while the workers run. */
    public final TaskDump dump() {
        List<TaskSnapshot> found = new ArrayList<>(others.tasks());
        owned.jobs().forEach(job -> job.snapshot().ifPresent(found::add));
        blocking.calls().forEach(call -> BlockedThread.snapshot(call).ifPresent(found::add));
        return TaskDump.of(found);
    }

    /** Has dumps ask for tasks that no queue of this has, as long as the source is kept. */
    public final void dumpAlso(Supplier<List<TaskSnapshot>> source) {
        others.add(source);
    }

    /** Counters and depths. */
    public abstract SchedulerMetrics metrics();

    /**
     * Ends all jobs and releases everything. From inside a job it returns at once and the driving
     * thread does so as soon as the job gives way.
     */
    public abstract void close();

    /** The same within another time than the configured one; 0 or more. */
    public abstract void closeWithin(long timeoutNanos);

    /** The same without waiting for jobs or blocking work. */
    public abstract void closeInBackground();

    /**
     * Refuses to block a thread that is inside a runtime.
     *
     * @param call the blocking call, for the message
     * @param instead what to do
     */
    public static void refuseInsideRuntime(String call, String instead) {
        if (Worker.currentOrNull() != null) {
            throw new IllegalStateException(
                    call
                            + " inside a runtime would block the thread that runs its tasks: "
                            + instead);
        }
    }
}
