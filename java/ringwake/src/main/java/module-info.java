/**
 * An asynchronous runtime on a native reactor.
 *
 * <p>Flight Recorder events and JMX are there in programs that have {@code jdk.jfr} and {@code
 * java.management}.
 */
@SuppressWarnings("module") // the bindings are built after this
module io.ringwake {
    requires static java.management;
    requires static jdk.jfr;
    requires static org.jspecify;

    exports io.ringwake;
    exports io.ringwake.async;
    exports io.ringwake.blocking;
    exports io.ringwake.future;
    exports io.ringwake.io;
    exports io.ringwake.jmx;
    exports io.ringwake.net;
    exports io.ringwake.placement;
    exports io.ringwake.reactor;
    exports io.ringwake.scheduler;
    exports io.ringwake.scheduler.timer;
    exports io.ringwake.task;
    exports io.ringwake.time;
    exports io.ringwake.ffi to
            io.ringwake.ffi.jna,
            io.ringwake.ffi.jnr;

    uses io.ringwake.ffi.Binding;
}
