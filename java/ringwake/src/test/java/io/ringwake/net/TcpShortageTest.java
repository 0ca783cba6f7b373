package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Flavour;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A process without a free descriptor: accepting pauses, counts it, and goes on afterwards. */
@Timeout(60)
@ParameterizedClass
@MethodSource("flavours")
final class TcpShortageTest extends TcpTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    TcpShortageTest(Flavour flavour) {
        super(flavour);
    }

    @Test
    void acceptGoesOnAfterAShortageOfDescriptors() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(PRLIMIT), "prlimit is not installed");
        TcpListener warm = listen();
        touchEverything(warm);
        warm.close();
        run(warm.closed());
        // io_uring looks at the limit when an accept is armed, so this one is not armed yet.
        TcpListener listener = listen();
        List<FileInputStream> taken = new ArrayList<>();
        long limit = highestDescriptor() + 16;
        String before = softLimit();
        Socket first = connect(listener);
        Socket second = connect(listener);
        setLimit(String.valueOf(limit));
        try {
            takeAll(taken);
            JoinHandle<TcpStream> cancelled = runtime().spawn(listener.accept());
            JoinHandle<TcpStream> accept = runtime().spawn(listener.accept());
            run(until(() -> listener.acceptBackoffs() >= 2));
            // The task that sees to the pause gives up; the other takes over.
            cancelled.abort();
            try {
                run(cancelled).close();
            } catch (CancellationException e) {
                assertTrue(cancelled.isFinished());
            }
            long paused = listener.acceptBackoffs();
            run(until(() -> listener.acceptBackoffs() > paused));
            giveBack(taken);
            TcpStream one = run(accept);
            TcpStream two = run(listener.accept());
            assertEquals(first.getLocalPort(), one.remoteAddress().getPort());
            assertEquals(second.getLocalPort(), two.remoteAddress().getPort());
            one.close();
            two.close();
        } finally {
            giveBack(taken);
            setLimit(before);
        }
        first.close();
        second.close();
        listener.close();
    }

    /** Loads what the test needs while files can still be opened. */
    private void touchEverything(TcpListener listener) throws Exception {
        try (Socket client = connect(listener)) {
            TcpStream stream = run(listener.accept());
            assertEquals(client.getLocalPort(), stream.remoteAddress().getPort());
            stream.close();
        }
        run(until(() -> true));
        JoinHandle<TcpStream> aborted = runtime().spawn(listener.accept());
        run(Tasks.yieldNow());
        aborted.abort();
        try {
            run(aborted);
        } catch (CancellationException e) {
            assertTrue(aborted.isFinished());
        }
        List<FileInputStream> one = new ArrayList<>();
        one.add(new FileInputStream("/dev/null"));
        giveBack(one);
        setLimit(softLimit());
    }

    private static Socket connect(TcpListener listener) throws IOException {
        return new Socket(listener.localAddress().getAddress(), listener.localAddress().getPort());
    }

    private interface Condition {
        boolean holds();
    }

    private static Future<Void> until(Condition condition) {
        Future<Void> holds =
                Futures.lazy(() ->
                        Futures.repeatWhile(() ->
                                Time.sleep(Duration.ofMillis(1)).map(slept -> !condition.holds())));
        return Futures.lazy(() -> Time.timeout(Duration.ofSeconds(10), holds));
    }

    private static void takeAll(List<FileInputStream> taken) throws IOException {
        while (true) {
            try {
                taken.add(new FileInputStream("/dev/null"));
            } catch (FileNotFoundException e) {
                return;
            }
        }
    }

    private static void giveBack(List<FileInputStream> taken) throws IOException {
        for (FileInputStream each : taken) {
            each.close();
        }
        taken.clear();
    }

    private static long highestDescriptor() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.mapToLong(each -> Long.parseLong(each.getFileName().toString()))
                    .max()
                    .orElseThrow();
        }
    }

    private static String softLimit() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.trim().split("\\s+", -1)[3])
                .findFirst()
                .orElseThrow();
    }

    private static void setLimit(String soft) throws Exception {
        String self = String.valueOf(ProcessHandle.current().pid());
        // No pipes: they would be closed at some later moment, and give descriptors back.
        Process process =
                new ProcessBuilder(PRLIMIT.toString(), "--pid", self, "--nofile=" + soft + ":")
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertEquals(0, process.waitFor(), "prlimit --nofile=" + soft);
    }
}
