package io.ringwake.cli.lifecycle;

import io.ringwake.cli.ExitStatus;
import java.util.concurrent.Callable;
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
 * stop. Hooks of others would be cut off by that; the one that writes a recording of Flight
 * Recorder to its file is waited for.
 */
public final class GracefulExit {
    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static final String RECORDER = "JFR Shutdown Hook"; // its thread, JDK 17 to 25
    private static final long RECORDER_MILLIS = 10_000;
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

    /** Runs a part of the program that a signal is to stop, rather than to end the process. */
    public static <T> T during(StopSignal stop, Callable<T> command) throws Exception {
        current = stop;
        try {
            return command.call();
        } finally {
            if (!stop.isRequested()) {
                current = null; // after a signal it stays, so that the hook waits for the exit
            }
        }
    }

    private static void onShutdown() {
        StopSignal stop = current;
        if (stop == null) {
            return; // nothing to end in order: the JVM's own status stands
        }
        stop.request();
        try {
            ENDED.await();
            awaitRecorder();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    private static void awaitRecorder() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(RECORDER)) {
                thread.join(RECORDER_MILLIS);
            }
        }
    }
}
