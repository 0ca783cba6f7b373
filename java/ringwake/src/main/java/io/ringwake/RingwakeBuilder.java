package io.ringwake;

import io.ringwake.reactor.Backend;
import io.ringwake.reactor.ReactorConfig;
import io.ringwake.scheduler.CurrentThreadScheduler;
import io.ringwake.scheduler.Driver;
import io.ringwake.scheduler.FailureHandler;
import io.ringwake.scheduler.ReactorDriver;
import io.ringwake.scheduler.SchedulerConfig;
import io.ringwake.scheduler.ThreadDriver;
import io.ringwake.scheduler.timer.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntFunction;

/** The options of a runtime. */
public final class RingwakeBuilder {
    private Duration shutdownTimeout = Duration.ofSeconds(10);
    private Clock clock = Clock.system();
    private FailureHandler failureHandler = FailureHandler.logging();
    private ReactorConfig reactor = ReactorConfig.defaults();
    private boolean io = true;

    RingwakeBuilder() {}

    /**
     * How long {@link Ringwake#close} waits for tasks and operations to end; 10 seconds unless set.
     *
     * @throws IllegalArgumentException if negative
     */
    public RingwakeBuilder shutdownTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException(
                    "shutdownTimeout=" + timeout + ": must not be negative");
        }
        shutdownTimeout = timeout;
        return this;
    }

    /**
     * Which of the system's I/O interfaces to use. Unless set: {@code -Dringwake.backend}, the
     * environment variable {@code RINGWAKE_BACKEND}, or the best one that works.
     */
    public RingwakeBuilder backend(Backend backend) {
        reactor = reactor.withBackend(backend);
        return this;
    }

    /** All options of the reactor at once, but for its shutdown timeout, which is that set here. */
    public RingwakeBuilder reactor(ReactorConfig config) {
        reactor = Objects.requireNonNull(config, "config");
        return this;
    }

    /** Leaves the reactor out: tasks and timers alone, on machines without the native library. */
    public RingwakeBuilder withoutIo() {
        io = false;
        return this;
    }

    /** Where the runtime reads the time; the system's clock unless set. For tests. */
    public RingwakeBuilder clock(Clock source) {
        clock = Objects.requireNonNull(source, "clock");
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

    /** Makes the runtime. No thread is started and no ring opened yet. */
    public Ringwake build() {
        return new Ringwake(new CurrentThreadScheduler(config()));
    }

    private SchedulerConfig config() {
        return SchedulerConfig.builder(driverOpener())
                .clock(clock)
                .failureHandler(failureHandler)
                .shutdownTimeoutNanos(nanosOf(shutdownTimeout))
                .build();
    }

    private IntFunction<Driver> driverOpener() {
        if (!io) {
            return worker -> new ThreadDriver();
        }
        ReactorConfig config = reactor.withShutdownTimeout(shutdownTimeout);
        return worker -> new ReactorDriver(config);
    }

    private static long nanosOf(Duration duration) {
        Duration longest = Duration.ofDays(365);
        return (duration.compareTo(longest) < 0 ? duration : longest).toNanos();
    }
}
