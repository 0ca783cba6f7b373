package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.ringwake.Flavour;
import io.ringwake.io.Buf;
import io.ringwake.reactor.Reactor;
import io.ringwake.scheduler.Worker;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a transfer costs, in counts: nothing allocated, and few crossings into the kernel. */
@Timeout(120)
@ParameterizedClass
@MethodSource("currentThreadFlavours")
final class TcpCostTest extends TcpTest {
    private static final int MESSAGE_BYTES = 64;
    private static final int WARM_UP = 20_000;
    private static final int MESSAGES = 100_000;

    // The blockOn call and its task, whatever the number of messages. One object for each message
    // would be more than a megabyte.
    private static final long ALLOCATED_MAX = 4 << 10;

    TcpCostTest(Flavour flavour) {
        super(flavour);
    }

    @Test
    void echoWithABufAllocatesNothing() throws Exception {
        try (Buf server = Buf.allocate(MESSAGE_BYTES);
                Buf client = Buf.allocate(MESSAGE_BYTES)) {
            measure(new EchoPeers.BufMemory(server), new EchoPeers.BufMemory(client));
        }
    }

    @Test
    void echoWithADirectByteBufferAllocatesNothing() throws Exception {
        measure(
                new EchoPeers.PlainMemory(ByteBuffer.allocateDirect(MESSAGE_BYTES)),
                new EchoPeers.PlainMemory(ByteBuffer.allocateDirect(MESSAGE_BYTES)));
    }

    private void measure(EchoPeers.Memory server, EchoPeers.Memory client) throws Exception {
        Pair pair = pair();
        EchoPeers echo = new EchoPeers(pair, server, client, MESSAGE_BYTES);
        run(echo.messages(WARM_UP));
        Reactor reactor = inside(() -> Worker.current().reactor());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long crossingsBefore = reactor.metrics().crossings();
        long operationsBefore = reactor.metrics().operations();
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        run(echo.messages(MESSAGES));
        long allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
        long operations = reactor.metrics().operations() - operationsBefore;
        long crossings = reactor.metrics().crossings() - crossingsBefore;
        assertTrue(allocated < ALLOCATED_MAX, allocated + " bytes for " + MESSAGES + " messages");
        assertTrue(operations <= 4L * MESSAGES + 10, operations + " operations");
        // The read of one end is submitted with the write of the other: at most one crossing for
        // each of the four operations even if none were batched.
        assertTrue(
                crossings <= operations, crossings + " crossings, " + operations + " operations");
        System.Logger log = System.getLogger("io.ringwake.net");
        log.log(
                System.Logger.Level.DEBUG,
                "{0}: {1} bytes, {2} operations, {3} crossings",
                flavour,
                allocated,
                operations,
                crossings);
        pair.server().close();
        pair.client().close();
    }
}
