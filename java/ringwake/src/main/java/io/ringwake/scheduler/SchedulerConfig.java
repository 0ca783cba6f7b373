package io.ringwake.scheduler;

import io.ringwake.scheduler.option.RuntimeOption;
import io.ringwake.scheduler.timer.Clock;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Everything a scheduler is made with. Immutable; the values have been checked by whoever made it.
 */
public final class SchedulerConfig {
    private final int workers;
    private final int eventInterval;
    private final int injectorInterval;
    private final boolean lifoSlot;
    private final long seed;
    private final long shutdownTimeoutNanos;
    private final Clock clock;
    private final @Nullable String name;
    private final ThreadNames threadNames;
    private final int maxBlockingThreads;
    private final long blockingKeepAliveNanos;
    private final UnhandledPolicy unhandledPolicy;
    private final long stallThresholdNanos;
    private final RuntimeHooks hooks;
    private final FailureHandler failureHandler;
    private final StallHandler stallHandler;
    private final IntFunction<? extends Driver> driverOpener;
    private final @Nullable IntFunction<int[][]> stealTiers;
    private final IntUnaryOperator group;
    private final Runnable blockingThreadStart;

    private SchedulerConfig(Builder from) {
        this.workers = from.workers;
        this.eventInterval = from.eventInterval;
        this.injectorInterval = from.injectorInterval;
        this.lifoSlot = from.lifoSlot;
        this.seed = from.seed;
        this.shutdownTimeoutNanos = from.shutdownTimeoutNanos;
        this.clock = from.clock;
        this.name = from.name;
        this.threadNames = from.threadNames;
        this.maxBlockingThreads = from.maxBlockingThreads;
        this.blockingKeepAliveNanos = from.blockingKeepAliveNanos;
        this.unhandledPolicy = from.unhandledPolicy;
        this.stallThresholdNanos = from.stallThresholdNanos;
        this.hooks = GuardedHooks.guard(from.hooks);
        this.failureHandler = from.failureHandler;
        this.stallHandler = from.stallHandler;
        this.driverOpener = from.driverOpener;
        this.stealTiers = from.stealTiers;
        this.group = from.group;
        this.blockingThreadStart = from.blockingThreadStart;
    }

    /**
     * Begins a configuration of one worker with the defaults.
     *
     * @param driverOpener opens the driver of the worker with this index, on the worker's thread
     */
    public static Builder builder(IntFunction<? extends Driver> driverOpener) {
        return new Builder(driverOpener);
    }

    /** How many workers there are. */
    public int workers() {
        return workers;
    }

    /** How many jobs a worker runs at most between two turns of its driver. */
    public int eventInterval() {
        return eventInterval;
    }

    /** After how many jobs a worker looks at the injector; 0: tuned from the mean poll time. */
    public int injectorInterval() {
        return injectorInterval;
    }

    /** Whether a task woken by a running one is run next. */
    public boolean lifoSlot() {
        return lifoSlot;
    }

    /** What the random choices of the scheduler begin with. */
    public long seed() {
        return seed;
    }

    /** How long closing may take. */
    public long shutdownTimeoutNanos() {
        return shutdownTimeoutNanos;
    }

    /** The runtime's time. */
    public Clock clock() {
        return clock;
    }

    /** What the runtime is called; empty if it has no name. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The names of the threads that the runtime starts. */
    public ThreadNames threadNames() {
        return threadNames;
    }

    /** How many threads there are at most for blocking work. */
    public int maxBlockingThreads() {
        return maxBlockingThreads;
    }

    /** How long a blocking thread without work stays. */
    public long blockingKeepAliveNanos() {
        return blockingKeepAliveNanos;
    }

    /** What happens when a task fails. */
    public UnhandledPolicy unhandledPolicy() {
        return unhandledPolicy;
    }

    /** How long a poll may take before it is reported; 0: that is not looked at. */
    public long stallThresholdNanos() {
        return stallThresholdNanos;
    }

    /** Told of what happens to threads and tasks; these never throw. */
    public RuntimeHooks hooks() {
        return hooks;
    }

    /** Told of failures nobody looks at. */
    public FailureHandler failureHandler() {
        return failureHandler;
    }

    /** Told of workers that are stuck. */
    public StallHandler stallHandler() {
        return stallHandler;
    }

    /** Opens the driver of the worker with this index, on the worker's thread. */
    public IntFunction<? extends Driver> driverOpener() {
        return driverOpener;
    }

    /**
     * In which order a worker looks at the others for work: tiers of their indices, the nearest
     * first, and within each tier from a random place on.
     */
    public int[][] stealTiers(int worker) {
        IntFunction<int[][]> tiers = stealTiers;
        return tiers == null ? VictimOrder.oneTier(worker, workers) : tiers.apply(worker);
    }

    /** The number of the worker's group: 0 and up. A group shares a part of the injector. */
    public int group(int worker) {
        return group.applyAsInt(worker);
    }

    /** What each blocking thread does first. */
    public Runnable blockingThreadStart() {
        return blockingThreadStart;
    }

    /** Collects the values; one thread. */
    public static final class Builder {
        private final IntFunction<? extends Driver> driverOpener;
        private int workers = 1;
        private int eventInterval = RuntimeOption.EVENT_INTERVAL.defaultValue();
        private int injectorInterval = RuntimeOption.INJECTOR_INTERVAL.defaultValue();
        private boolean lifoSlot = RuntimeOption.LIFO_SLOT.defaultValue();
        private long seed;
        private long shutdownTimeoutNanos = RuntimeOption.SHUTDOWN_TIMEOUT.defaultValue().toNanos();
        private Clock clock = Clock.system();
        private @Nullable String name;
        private ThreadNames threadNames =
                ThreadNames.beginningWith(RuntimeOption.THREAD_NAME.defaultValue());
        private int maxBlockingThreads = RuntimeOption.MAX_BLOCKING_THREADS.defaultValue();
        private long blockingKeepAliveNanos =
                RuntimeOption.BLOCKING_KEEP_ALIVE.defaultValue().toNanos();
        private UnhandledPolicy unhandledPolicy = RuntimeOption.UNHANDLED_POLICY.defaultValue();
        private long stallThresholdNanos;
        private RuntimeHooks hooks = RuntimeHooks.NONE;
        private FailureHandler failureHandler = FailureHandler.logging();
        private StallHandler stallHandler = StallHandler.logging();
        private @Nullable IntFunction<int[][]> stealTiers;
        private IntUnaryOperator group = worker -> 0;
        private Runnable blockingThreadStart = () -> {};

        private Builder(IntFunction<? extends Driver> driverOpener) {
            this.driverOpener = driverOpener;
        }

        /** See {@link SchedulerConfig#workers}. */
        public Builder workers(int value) {
            workers = value;
            return this;
        }

        /** See {@link SchedulerConfig#eventInterval}. */
        public Builder eventInterval(int value) {
            eventInterval = value;
            return this;
        }

        /** See {@link SchedulerConfig#injectorInterval}. */
        public Builder injectorInterval(int value) {
            injectorInterval = value;
            return this;
        }

        /** See {@link SchedulerConfig#lifoSlot}. */
        public Builder lifoSlot(boolean value) {
            lifoSlot = value;
            return this;
        }

        /** See {@link SchedulerConfig#seed}. */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /** See {@link SchedulerConfig#shutdownTimeoutNanos}. */
        public Builder shutdownTimeoutNanos(long value) {
            shutdownTimeoutNanos = value;
            return this;
        }

        /** See {@link SchedulerConfig#clock}. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** See {@link SchedulerConfig#name}; null for none. */
        public Builder name(@Nullable String value) {
            name = value;
            return this;
        }

        /** See {@link SchedulerConfig#threadNames}. */
        public Builder threadNames(ThreadNames value) {
            threadNames = value;
            return this;
        }

        /** See {@link SchedulerConfig#maxBlockingThreads}. */
        public Builder maxBlockingThreads(int value) {
            maxBlockingThreads = value;
            return this;
        }

        /** See {@link SchedulerConfig#blockingKeepAliveNanos}. */
        public Builder blockingKeepAliveNanos(long value) {
            blockingKeepAliveNanos = value;
            return this;
        }

        /** See {@link SchedulerConfig#unhandledPolicy}. */
        public Builder unhandledPolicy(UnhandledPolicy value) {
            unhandledPolicy = value;
            return this;
        }

        /** See {@link SchedulerConfig#stallThresholdNanos}. */
        public Builder stallThresholdNanos(long value) {
            stallThresholdNanos = value;
            return this;
        }

        /** See {@link SchedulerConfig#hooks}. */
        public Builder hooks(RuntimeHooks value) {
            hooks = value;
            return this;
        }

        /** See {@link SchedulerConfig#failureHandler}. */
        public Builder failureHandler(FailureHandler value) {
            failureHandler = value;
            return this;
        }

        /** See {@link SchedulerConfig#stallHandler}. */
        public Builder stallHandler(StallHandler value) {
            stallHandler = value;
            return this;
        }

        /** See {@link SchedulerConfig#stealTiers}; all others in one tier unless set. */
        public Builder stealTiers(IntFunction<int[][]> value) {
            stealTiers = value;
            return this;
        }

        /** See {@link SchedulerConfig#group}; all are of group 0 unless set. */
        public Builder group(IntUnaryOperator value) {
            group = value;
            return this;
        }

        /** See {@link SchedulerConfig#blockingThreadStart}. */
        public Builder blockingThreadStart(Runnable value) {
            blockingThreadStart = value;
            return this;
        }

        /** The configuration. */
        public SchedulerConfig build() {
            return new SchedulerConfig(this);
        }
    }
}
