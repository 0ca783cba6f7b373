package io.ringwake.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.ffi.DelegatingCalls;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.scheduler.MultiThreadScheduler;
import io.ringwake.scheduler.SchedulerConfig;
import io.ringwake.scheduler.ThreadDriver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A runtime whose placement the system refuses, as macOS does on arm64 (ENOSYS) and seccomp
 * (EPERM): it says so once and runs, or does not start if the placement is required.
 */
@Timeout(60)
final class RefusedPlacementTest {
    private static final int WORKERS = 4;
    private static final Topology TWO_NODES = Topology.read(new Machine(2, 1, 1, 2, 1).tree());

    private final Logger logger = Logger.getLogger("io.ringwake");
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final Handler listener =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    if (record.getMessage().startsWith("placement=")) {
                        said.add(record.getLevel() + " " + record.getMessage());
                    }
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listen() {
        logger.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(listener);
    }

    /** The calls of a system that pins and binds, or answers with these errors. */
    private record Answers(int affinity, int bind) {
        static Answers refusing(Errno errno) {
            return new Answers(number(errno), number(errno));
        }

        static int number(Errno errno) {
            return -new ErrnoTable(NativeLibrary.calls()).number(errno);
        }

        DelegatingCalls calls() {
            return new DelegatingCalls(NativeLibrary.calls()) {
                @Override
                public int threadSetAffinity(long mask, int words) {
                    return affinity;
                }

                @Override
                public int memoryBind(long address, long size, int node, int policy) {
                    return bind;
                }
            };
        }
    }

    /** Workers that are placed, each of which then maps memory twice. */
    private void startAndClose(Placement placement, Answers answers) {
        Placer placer = new Placer(PlacementPlan.of(placement, TWO_NODES, WORKERS), answers::calls);
        SchedulerConfig config =
                SchedulerConfig.builder(
                                worker -> {
                                    placer.placeWorker(worker);
                                    HomeNode.bind(4096, 4096);
                                    HomeNode.bind(8192, 4096);
                                    return new ThreadDriver();
                                })
                        .workers(WORKERS)
                        .blockingThreadStart(placer::releaseThread)
                        .build();
        MultiThreadScheduler.start(config).close();
    }

    @Test
    void noPinning_isSaidOnce() {
        startAndClose(Placement.compact(), Answers.refusing(Errno.ENOSYS));
        assertEquals(1, said.size(), said::toString);
        assertTrue(
                said.get(0)
                        .startsWith(
                                "WARNING placement=compact: the system refuses binding workers to"
                                        + " CPUs (ENOSYS"),
                said::toString);
    }

    @Test
    void noBinding_isSaidOnce() {
        startAndClose(Placement.spread(), new Answers(0, Answers.number(Errno.EPERM)));
        assertEquals(1, said.size(), said::toString);
        assertTrue(
                said.get(0)
                        .startsWith(
                                "WARNING placement=spread: the system refuses binding memory to"
                                        + " nodes (EPERM"),
                said::toString);
    }

    @Test
    void aRequiredPlacement_doesNotStart() {
        for (Answers answers :
                List.of(
                        Answers.refusing(Errno.ENOSYS),
                        new Answers(0, Answers.number(Errno.EPERM)))) {
            IllegalStateException refused =
                    assertThrows(
                            IllegalStateException.class,
                            () -> startAndClose(Placement.perNode().required(), answers));
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .startsWith("placement=required:node: the system refuses binding"),
                    refused::toString);
        }
        assertEquals(List.of(), said);
    }
}
