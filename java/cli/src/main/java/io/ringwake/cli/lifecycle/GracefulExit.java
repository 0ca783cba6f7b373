package io.ringwake.cli.lifecycle;

import io.ringwake.cli.ExitStatus;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes SIGINT and SIGTERM end the running command instead of the process, and the process end with
 * the command's status.
 *
 * <p>A shutdown hook is used, not {@code sun.misc.Signal}: the latter is unsupported API that javac
 * warns about with no way to silence it. A JVM that ends by a signal exits with 128 + the signal's
 * number whatever its hooks do, unless one of them halts it; so the hook asks the command to stop,
 * waits for its end, and halts with its status. The command itself bounds the time it takes to
 * stop.
 */
public final class GracefulExit {
    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static volatile int status;
    private static volatile @Nullable StopSignal current;

    private GracefulExit() {}

    /** Runs the program and exits with what it returns. To be called by {@code main} alone. */
    public static void exit(IntSupplier program) {
        Runtime.getRuntime().addShutdownHook(new Thread(GracefulExit::onShutdown, "ringwake-exit"));
        int result = ExitStatus.FAILURE;
        try {
            result = program.getAsInt();
        } finally {
            status = result;
            ENDED.countDown();
        }
        // After a signal this blocks for good (the JVM is already going down) and the hook halts.
        System.exit(result);
    }

    /**
     * Hands signals to a command for as long as it runs: {@code try (var watch =
     * GracefulExit.watch(stop))}.
     */
    public static Watch watch(StopSignal stop) {
        current = stop;
        return new Watch(stop);
    }

    private static void onShutdown() {
        StopSignal stop = current;
        if (stop == null) {
            return; // nothing to end in order: the JVM's own status stands
        }
        stop.request();
        try {
            ENDED.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    /** Ends the hand-over when closed, unless a signal has arrived meanwhile. */
    public static final class Watch implements AutoCloseable {
        private final StopSignal stop;

        private Watch(StopSignal stop) {
            this.stop = stop;
        }

        @Override
        public void close() {
            if (current == stop && !stop.isRequested()) {
                current = null;
            }
        }
    }
}
