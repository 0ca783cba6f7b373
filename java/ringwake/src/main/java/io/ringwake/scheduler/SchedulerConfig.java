package io.ringwake.scheduler;

import io.ringwake.scheduler.timer.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

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
    private final IntFunction<String> threadNames;
    private final RuntimeHooks hooks;
    private final FailureHandler failureHandler;
    private final IntFunction<? extends Driver> driverOpener;

    private SchedulerConfig(Builder from) {
        this.workers = from.workers;
        this.eventInterval = from.eventInterval;
        this.injectorInterval = from.injectorInterval;
        this.lifoSlot = from.lifoSlot;
        this.seed = from.seed;
        this.shutdownTimeoutNanos = from.shutdownTimeoutNanos;
        this.clock = from.clock;
        this.threadNames = from.threadNames;
        this.hooks = GuardedHooks.guard(from.hooks);
        this.failureHandler = from.failureHandler;
        this.driverOpener = from.driverOpener;
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

    /** The name of each thread that the runtime starts, by its number. */
    public IntFunction<String> threadNames() {
        return threadNames;
    }

    /** Told of what happens to threads and tasks; these never throw. */
    public RuntimeHooks hooks() {
        return hooks;
    }

    /** Told of failures nobody looks at. */
    public FailureHandler failureHandler() {
        return failureHandler;
    }

    /** Opens the driver of the worker with this index, on the worker's thread. */
    public IntFunction<? extends Driver> driverOpener() {
        return driverOpener;
    }

    /** Collects the values; one thread. */
    public static final class Builder {
        private final IntFunction<? extends Driver> driverOpener;
        private int workers = 1;
        private int eventInterval = 61;
        private int injectorInterval;
        private boolean lifoSlot = true;
        private long seed;
        private long shutdownTimeoutNanos = TimeUnit.SECONDS.toNanos(10);
        private Clock clock = Clock.system();
        private IntFunction<String> threadNames = number -> "ringwake-" + number;
        private RuntimeHooks hooks = RuntimeHooks.NONE;
        private FailureHandler failureHandler = FailureHandler.logging();

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

        /** See {@link SchedulerConfig#threadNames}. */
        public Builder threadNames(IntFunction<String> value) {
            threadNames = value;
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

        /** The configuration. */
        public SchedulerConfig build() {
            return new SchedulerConfig(this);
        }
    }
}
