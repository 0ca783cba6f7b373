package io.ringwake;

import io.ringwake.jmx.RingwakeMXBean;
import io.ringwake.jmx.RuntimeRegistration;
import io.ringwake.placement.Placement;
import io.ringwake.reactor.Backend;
import io.ringwake.reactor.ReactorConfig;
import io.ringwake.reactor.ReactorGroup;
import io.ringwake.scheduler.CurrentThreadScheduler;
import io.ringwake.scheduler.Driver;
import io.ringwake.scheduler.FailureHandler;
import io.ringwake.scheduler.LiveSchedulers;
import io.ringwake.scheduler.MultiThreadScheduler;
import io.ringwake.scheduler.ReactorDriver;
import io.ringwake.scheduler.RuntimeHooks;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.SchedulerConfig;
import io.ringwake.scheduler.StallHandler;
import io.ringwake.scheduler.ThreadDriver;
import io.ringwake.scheduler.ThreadNames;
import io.ringwake.scheduler.UnhandledPolicy;
import io.ringwake.scheduler.option.OptionValues;
import io.ringwake.scheduler.option.RuntimeOption;
import io.ringwake.scheduler.timer.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The options of a runtime. {@link RuntimeOption} lists names, defaults and limits, and the system
 * properties and environment variables that set what is not set here. Every setter throws {@link
 * IllegalArgumentException}, naming the option, for a value that is not allowed or an option that
 * the flavour has no use for. One thread.
 *
 * <pre>
 * in Tokio                              here
 * worker_threads                        workers
 * event_interval                        eventInterval
 * global_queue_interval                 injectorInterval
 * disable_lifo_slot                     lifoSlot(false)
 * max_blocking_threads                  maxBlockingThreads
 * name                                  name
 * thread_keep_alive                     blockingKeepAlive
 * thread_name, thread_name_fn           threadName, threadNames
 * on_thread_start, _stop, _park, ...    hooks
 * on_task_spawn, on_task_terminate      hooks
 * unhandled_panic                       unhandledPolicy, onUnhandledFailure
 * rng_seed                              seed
 * enable_io, enable_time                on unless withoutIo(); timers always
 * start_paused                          clock
 * max_io_events_per_tick                reactor(config.withRingEntries(...))
 * thread_stack_size                     -Xss, as for every thread of the JVM
 * </pre>
 */
public final class RingwakeBuilder {
    private final boolean multiThread;
    private final OptionValues values;
    private Clock clock = Clock.system();
    private RuntimeHooks hooks = RuntimeHooks.NONE;
    private FailureHandler failureHandler = FailureHandler.logging();
    private StallHandler stallHandler = StallHandler.logging();
    private @Nullable IntFunction<String> threadNames;
    private @Nullable String name;
    private @Nullable ReactorConfig reactor;
    private boolean io = true;

    RingwakeBuilder(boolean multiThread) {
        this.multiThread = multiThread;
        this.values = new OptionValues(multiThread);
    }

    /** How many workers there are; as many as processors are available unless set. */
    public RingwakeBuilder workers(int count) {
        return set(RuntimeOption.WORKERS, count);
    }

    /**
     * Which of the system's I/O interfaces to use; the best one that works unless set. One that
     * does not work is an error when the reactor is opened.
     */
    public RingwakeBuilder backend(Backend backend) {
        return set(RuntimeOption.BACKEND, backend);
    }

    /**
     * All options of the reactor at once, but for its shutdown timeout and for the backend if that
     * is set, which are those of this builder.
     */
    public RingwakeBuilder reactor(ReactorConfig config) {
        reactor = Objects.requireNonNull(config, "config");
        return this;
    }

    /** Leaves the reactor out: tasks and timers alone, on machines without the native library. */
    public RingwakeBuilder withoutIo() {
        io = false;
        return this;
    }

    /**
     * How many tasks a worker runs at most before it looks at the reactor and the timers. Small
     * values serve I/O sooner, large ones make fewer system calls under load.
     */
    public RingwakeBuilder eventInterval(int tasks) {
        return set(RuntimeOption.EVENT_INTERVAL, tasks);
    }

    /**
     * After how many tasks a worker looks at those from other threads although it has its own; 0,
     * the default, leaves that to the scheduler.
     */
    public RingwakeBuilder injectorInterval(int tasks) {
        return set(RuntimeOption.INJECTOR_INTERVAL, tasks);
    }

    /**
     * Whether a task that a running one has woken is run next on the same worker. Good for tasks
     * that talk to each other; without it they are spread over the workers sooner. While a task
     * goes on for long after it has woken another, that one waits, also if other workers are idle:
     * {@code Tasks.blockInPlace} and a {@link #stallThreshold} are against that, or to use no slot.
     */
    public RingwakeBuilder lifoSlot(boolean used) {
        return set(RuntimeOption.LIFO_SLOT, used);
    }

    /**
     * How many threads there are at most for {@code Tasks.spawnBlocking}, beside the workers. Work
     * beyond that waits in a queue without limit.
     */
    public RingwakeBuilder maxBlockingThreads(int count) {
        return set(RuntimeOption.MAX_BLOCKING_THREADS, count);
    }

    /** How long a blocking thread without work stays. */
    public RingwakeBuilder blockingKeepAlive(Duration time) {
        return set(RuntimeOption.BLOCKING_KEEP_ALIVE, time);
    }

    /**
     * What the runtime is called by {@link Handle#name}, and over JMX, where it otherwise has the
     * name of its threads. It need not differ from those of others.
     */
    public RingwakeBuilder name(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("name=" + value + ": must not be blank");
        }
        name = value;
        return this;
    }

    /**
     * What the names of the runtime's threads begin with: {@code name-0} for workers, {@code
     * name-blocking-0} for blocking threads.
     */
    public RingwakeBuilder threadName(String prefix) {
        threadNames = null;
        return set(RuntimeOption.THREAD_NAME, prefix);
    }

    /**
     * Makes the names of the runtime's threads: called with 0 to workers - 1 for the workers, and
     * with the numbers that follow for blocking threads; from several threads.
     */
    public RingwakeBuilder threadNames(IntFunction<String> function) {
        threadNames = Objects.requireNonNull(function, "function");
        return this;
    }

    /** Told of what happens to the threads and tasks of the runtime. */
    public RingwakeBuilder hooks(RuntimeHooks value) {
        hooks = Objects.requireNonNull(value, "hooks");
        return this;
    }

    /**
     * Told of the failures of tasks nobody looks at; they are logged ({@link System.Logger} {@code
     * io.ringwake}, level ERROR) unless set.
     */
    public RingwakeBuilder onUnhandledFailure(FailureHandler handler) {
        failureHandler = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /** Whether the runtime goes on when a task has failed, as it does unless set, or is closed. */
    public RingwakeBuilder unhandledPolicy(UnhandledPolicy policy) {
        return set(RuntimeOption.UNHANDLED_POLICY, policy);
    }

    /**
     * What the random choices begin with: at which branch {@code Select.fair}, {@code race} and
     * {@code selectAll} start, and on multi_thread from whom a worker steals. With it, a run on
     * current_thread or one worker makes the same choices again, as long as the same tasks are
     * polled in the same order; with several workers that order is the system's.
     */
    public RingwakeBuilder seed(long value) {
        return set(RuntimeOption.SEED, value);
    }

    /**
     * How long {@link Ringwake#close} waits for tasks, operations and blocking work to end; 10
     * seconds unless set.
     */
    public RingwakeBuilder shutdownTimeout(Duration timeout) {
        return set(RuntimeOption.SHUTDOWN_TIMEOUT, timeout);
    }

    /**
     * How long a worker may be inside one poll before that is reported, with its stack; zero, the
     * default, reports nothing and costs nothing. While a worker is stuck, what only it can do
     * waits: its timers fire late, and the completions of its ring are not looked at. On
     * multi_thread the tasks in its queue are taken by the others, the one it has woken last when
     * the stall is seen; on current_thread all wait.
     */
    public RingwakeBuilder stallThreshold(Duration time) {
        return set(RuntimeOption.STALL_THRESHOLD, time);
    }

    /**
     * Told of stalls; they are logged ({@link System.Logger} {@code io.ringwake}, level WARNING)
     * unless set. Needs a {@link #stallThreshold}.
     */
    public RingwakeBuilder onStall(StallHandler handler) {
        stallHandler = Objects.requireNonNull(handler, "handler");
        return this;
    }

    /**
     * On which CPUs the workers run and from which NUMA nodes their memory comes; where the system
     * puts them unless set. Each looks for work at its own node first. The number of workers, if
     * that is not set, is that of the CPUs that are listed, or of those this process may use.
     */
    public RingwakeBuilder placement(Placement placement) {
        return set(RuntimeOption.PLACEMENT, placement);
    }

    /**
     * Whether the runtime's metrics are shown over JMX, as {@link RingwakeMXBean}, until it is
     * closed. Needs the module java.management.
     */
    public RingwakeBuilder jmx(boolean shown) {
        return set(RuntimeOption.JMX, shown);
    }

    /** Where the runtime reads the time; the system's clock unless set. For tests. */
    public RingwakeBuilder clock(Clock source) {
        clock = Objects.requireNonNull(source, "clock");
        return this;
    }

    /**
     * Makes the runtime. For current_thread no thread is started and no ring opened yet.
     *
     * @throws IllegalArgumentException if options contradict each other, or if a system property or
     *     environment variable is malformed
     * @throws IllegalStateException if {@link #jmx} cannot be had
     */
    public Ringwake build() {
        boolean shownOverJmx = values.get(RuntimeOption.JMX);
        SchedulerConfig config = config();
        Scheduler scheduler =
                multiThread
                        ? MultiThreadScheduler.start(config)
                        : new CurrentThreadScheduler(config);
        if (shownOverJmx) {
            showOverJmx(scheduler);
        }
        LiveSchedulers.add(scheduler);
        return new Ringwake(scheduler);
    }

    private void showOverJmx(Scheduler scheduler) {
        try {
            RuntimeRegistration.register(
                    scheduler,
                    scheduler.config().name().orElse(values.get(RuntimeOption.THREAD_NAME)));
        } catch (NoClassDefFoundError missing) {
            scheduler.close();
            throw new IllegalStateException(
                    "jmx=true: the module java.management is missing", missing);
        } catch (RuntimeException refused) {
            scheduler.close();
            throw refused;
        }
    }

    private <T> RingwakeBuilder set(RuntimeOption<T> option, T value) {
        values.set(option, value);
        return this;
    }

    private SchedulerConfig config() {
        if (multiThread && clock.skipsIdleTime()) {
            throw new IllegalArgumentException(
                    "clock="
                            + clock
                            + ": a clock that skips idle time is for current_thread, where one"
                            + " thread knows that nothing is under way");
        }
        Duration shutdownTimeout = values.get(RuntimeOption.SHUTDOWN_TIMEOUT);
        IntFunction<Driver> opener = driverOpener(shutdownTimeout);
        Placement placement = values.get(RuntimeOption.PLACEMENT);
        if (!multiThread || placement.policy() == Placement.Policy.NONE) {
            int workers = multiThread ? values.get(RuntimeOption.WORKERS) : 1;
            return config(opener, workers, shutdownTimeout).build();
        }
        PlacedWorkers placed = new PlacedWorkers(placement, values.find(RuntimeOption.WORKERS));
        SchedulerConfig.Builder config =
                config(placed.beforeOpening(opener), placed.workers(), shutdownTimeout);
        placed.configure(config);
        return config.build();
    }

    private SchedulerConfig.Builder config(
            IntFunction<Driver> opener, int workers, Duration shutdownTimeout) {
        return SchedulerConfig.builder(opener)
                .workers(workers)
                .eventInterval(values.get(RuntimeOption.EVENT_INTERVAL))
                .injectorInterval(values.get(RuntimeOption.INJECTOR_INTERVAL))
                .lifoSlot(multiThread && values.get(RuntimeOption.LIFO_SLOT))
                .maxBlockingThreads(values.get(RuntimeOption.MAX_BLOCKING_THREADS))
                .blockingKeepAliveNanos(values.get(RuntimeOption.BLOCKING_KEEP_ALIVE).toNanos())
                .name(name)
                .threadNames(names(workers))
                .hooks(hooks)
                .failureHandler(failureHandler)
                .unhandledPolicy(values.get(RuntimeOption.UNHANDLED_POLICY))
                .seed(values.get(RuntimeOption.SEED))
                .stallHandler(stallHandler)
                .stallThresholdNanos(values.get(RuntimeOption.STALL_THRESHOLD).toNanos())
                .shutdownTimeoutNanos(shutdownTimeout.toNanos())
                .clock(clock);
    }

    private ThreadNames names(int workers) {
        IntFunction<String> function = threadNames;
        return function == null
                ? ThreadNames.beginningWith(values.get(RuntimeOption.THREAD_NAME))
                : ThreadNames.madeBy(function, workers);
    }

    private IntFunction<Driver> driverOpener(Duration shutdownTimeout) {
        if (!io) {
            refuseWithoutIo();
            return worker -> new ThreadDriver();
        }
        ReactorConfig base = reactor == null ? ReactorConfig.defaults() : reactor;
        ReactorConfig chosen =
                values.isSet(RuntimeOption.BACKEND)
                        ? base.withBackend(values.get(RuntimeOption.BACKEND))
                        : base;
        ReactorConfig config = chosen.withShutdownTimeout(shutdownTimeout);
        ReactorGroup group = new ReactorGroup();
        return worker -> new ReactorDriver(config, group);
    }

    private void refuseWithoutIo() {
        if (values.isSet(RuntimeOption.BACKEND)) {
            throw new IllegalArgumentException(
                    "backend="
                            + values.get(RuntimeOption.BACKEND).optionName()
                            + ": does not apply to a runtime that is built withoutIo()");
        }
        if (reactor != null) {
            throw new IllegalArgumentException(
                    "reactor: does not apply to a runtime that is built withoutIo()");
        }
    }
}
