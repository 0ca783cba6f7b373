package io.ringwake.scheduler.option;

import io.ringwake.placement.Placement;
import io.ringwake.reactor.Backend;
import io.ringwake.scheduler.UnhandledPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * An option of a runtime that has a name: the single place of names, defaults and limits.
 *
 * <p>The value is that given to the builder, otherwise that of the system property {@code
 * ringwake.<name>}, otherwise that of the environment variable, otherwise the default. An empty
 * property or variable counts as not set; one that is malformed or out of its limits is an {@link
 * IllegalArgumentException} that names it. Properties and variables are meant for all runtimes of a
 * process: one that does not apply to the flavour is passed over, whereas the builder refuses it.
 * Times are written {@code 250ms}, {@code 10s} (ns, us, ms, s, m, h) or as in ISO 8601.
 *
 * <pre>
 * option             environment                    default     allowed
 * workers *          RINGWAKE_WORKERS               processors  1 to 4096
 * backend            RINGWAKE_BACKEND               auto        auto, io_uring, epoll, kqueue
 * eventInterval      RINGWAKE_EVENT_INTERVAL        61          1 to 1000000
 * injectorInterval   RINGWAKE_INJECTOR_INTERVAL     0           0 to 1000000
 * lifoSlot *         RINGWAKE_LIFO_SLOT             true        true or false
 * maxBlockingThreads RINGWAKE_MAX_BLOCKING_THREADS  512         1 to 32768
 * blockingKeepAlive  RINGWAKE_BLOCKING_KEEP_ALIVE   10s         1ms to 24h
 * threadName         RINGWAKE_THREAD_NAME           ringwake    a name that is not blank
 * unhandledPolicy    RINGWAKE_UNHANDLED_POLICY      log         log, shut_down
 * seed               RINGWAKE_SEED                  random      a 64-bit number
 * shutdownTimeout    RINGWAKE_SHUTDOWN_TIMEOUT      10s         0 to 876000h
 * stallThreshold     RINGWAKE_STALL_THRESHOLD       0           0 (off) or 1ms to 24h
 * placement *        RINGWAKE_PLACEMENT             none        none, compact, spread, node, cpus:N
 * jmx                RINGWAKE_JMX                   false       true or false
 *
 * * multi_thread only
 * </pre>
 *
 * @param <T> the type of its values
 */
public final class RuntimeOption<T> {
    private static final String ONE_WORKER =
            "does not apply to current_thread, whose one worker is the thread that calls blockOn;"
                    + " use Ringwake.multiThread()";
    private static final String IN_ORDER =
            "does not apply to current_thread, which runs tasks in the order they were woken;"
                    + " use Ringwake.multiThread()";

    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration CENTURY = Duration.ofDays(36_500);
    private static final Duration DAY = Duration.ofDays(1);

    /** How many workers there are. */
    public static final RuntimeOption<Integer> WORKERS =
            new RuntimeOption<Integer>(
                            "workers",
                            new OptionType.WholeNumber(1, 4096),
                            () -> Runtime.getRuntime().availableProcessors(),
                            "processors")
                    .multiThreadOnly(ONE_WORKER);

    /** Which of the system's I/O interfaces is used. */
    public static final RuntimeOption<Backend> BACKEND =
            fixed("backend", new OptionType.Choice<>(Backend.class), Backend.AUTO);

    /** How many tasks a worker runs at most between two looks at the reactor and the timers. */
    public static final RuntimeOption<Integer> EVENT_INTERVAL =
            fixed("eventInterval", new OptionType.WholeNumber(1, 1_000_000), 61);

    /** After how many tasks a worker looks at the injector; 0: as it finds best. */
    public static final RuntimeOption<Integer> INJECTOR_INTERVAL =
            fixed("injectorInterval", new OptionType.WholeNumber(0, 1_000_000), 0);

    /** Whether a task that a running one has woken is run next. */
    public static final RuntimeOption<Boolean> LIFO_SLOT =
            fixed("lifoSlot", new OptionType.Switch(), true).multiThreadOnly(IN_ORDER);

    /** How many threads there are at most for blocking work. */
    public static final RuntimeOption<Integer> MAX_BLOCKING_THREADS =
            fixed("maxBlockingThreads", new OptionType.WholeNumber(1, 32768), 512);

    /** How long a blocking thread without work stays. */
    public static final RuntimeOption<Duration> BLOCKING_KEEP_ALIVE =
            fixed("blockingKeepAlive", time(MILLI, DAY), Duration.ofSeconds(10));

    /** What the names of the runtime's threads begin with. */
    public static final RuntimeOption<String> THREAD_NAME =
            fixed("threadName", new OptionType.Name(), "ringwake");

    /** What happens when a task fails. */
    public static final RuntimeOption<UnhandledPolicy> UNHANDLED_POLICY =
            fixed(
                    "unhandledPolicy",
                    new OptionType.Choice<>(UnhandledPolicy.class),
                    UnhandledPolicy.LOG);

    /** What the random choices of futures and of the scheduler begin with. */
    public static final RuntimeOption<Long> SEED =
            new RuntimeOption<>(
                    "seed",
                    new OptionType.Seed(),
                    () -> ThreadLocalRandom.current().nextLong(),
                    "random");

    /** How long closing the runtime waits. */
    public static final RuntimeOption<Duration> SHUTDOWN_TIMEOUT =
            fixed("shutdownTimeout", time(Duration.ZERO, CENTURY), Duration.ofSeconds(10));

    /** How long a worker may be inside one poll before that is reported. */
    public static final RuntimeOption<Duration> STALL_THRESHOLD =
            fixed("stallThreshold", timeOrOff(DAY), Duration.ZERO);

    /** On which CPUs and nodes the workers run. */
    public static final RuntimeOption<Placement> PLACEMENT =
            fixed("placement", new OptionType.Placed(), Placement.none())
                    .multiThreadOnly(ONE_WORKER);

    /** Whether the runtime's metrics are shown over JMX. */
    public static final RuntimeOption<Boolean> JMX = fixed("jmx", new OptionType.Switch(), false);

    /** All there are, in the order of the table. */
    public static final List<RuntimeOption<?>> ALL =
            List.of(
                    WORKERS,
                    BACKEND,
                    EVENT_INTERVAL,
                    INJECTOR_INTERVAL,
                    LIFO_SLOT,
                    MAX_BLOCKING_THREADS,
                    BLOCKING_KEEP_ALIVE,
                    THREAD_NAME,
                    UNHANDLED_POLICY,
                    SEED,
                    SHUTDOWN_TIMEOUT,
                    STALL_THRESHOLD,
                    PLACEMENT,
                    JMX);

    private final String name;
    private final OptionType<T> type;
    private final Supplier<T> defaultValue;
    private final String defaultText;
    private final Optional<String> refusal;

    private RuntimeOption(
            String name, OptionType<T> type, Supplier<T> defaultValue, String defaultText) {
        this(name, type, defaultValue, defaultText, Optional.empty());
    }

    private RuntimeOption(
            String name,
            OptionType<T> type,
            Supplier<T> defaultValue,
            String defaultText,
            Optional<String> refusal) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.defaultText = defaultText;
        this.refusal = refusal;
    }

    private static <T> RuntimeOption<T> fixed(String name, OptionType<T> type, T value) {
        return new RuntimeOption<>(name, type, () -> value, type.write(value));
    }

    private RuntimeOption<T> multiThreadOnly(String refusalElsewhere) {
        return new RuntimeOption<>(
                name, type, defaultValue, defaultText, Optional.of(refusalElsewhere));
    }

    private static OptionType<Duration> time(Duration min, Duration max) {
        return new OptionType.Time(min, max, Optional.empty());
    }

    private static OptionType<Duration> timeOrOff(Duration max) {
        return new OptionType.Time(MILLI, max, Optional.of("off"));
    }

    /** Its name, which is that of the builder's method. */
    public String optionName() {
        return name;
    }

    /** The system property that sets it. */
    public String property() {
        return "ringwake." + name;
    }

    /** The environment variable that sets it. */
    public String variable() {
        return "RINGWAKE_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /** The value where nothing is set. */
    public T defaultValue() {
        return defaultValue.get();
    }

    /** The same in words. */
    public String defaultText() {
        return defaultText;
    }

    /** Which values it may have, in words. */
    public String allowed() {
        return type.allowed();
    }

    /** Why current_thread cannot have it; empty if it can. */
    public Optional<String> refusedOnCurrentThread() {
        return refusal;
    }

    /**
     * Returns the value if it is allowed.
     *
     * @throws IllegalArgumentException naming the option, the value and what is allowed
     */
    public T check(T value) {
        if (!type.isAllowed(value)) {
            throw refused(name, type.write(value));
        }
        return value;
    }

    /**
     * Reads a value as users write it.
     *
     * @param source what to call the option in the message: the property or the variable
     * @throws IllegalArgumentException naming the source, the text and what is allowed
     */
    T parse(String source, String text) {
        return type.parse(text.strip())
                .filter(type::isAllowed)
                .orElseThrow(() -> refused(source, text));
    }

    /** The value as users write it, for messages. */
    String write(T value) {
        return type.write(value);
    }

    private IllegalArgumentException refused(String source, String value) {
        return new IllegalArgumentException(
                source + "=" + value + ": must be " + oneOf() + type.allowed());
    }

    private String oneOf() {
        return type instanceof OptionType.Choice ? "one of " : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
