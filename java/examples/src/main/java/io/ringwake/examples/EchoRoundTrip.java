package io.ringwake.examples;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.Ringwake;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.future.Future;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A server and its client in one process; says what carried how much, and then ends. */
public final class EchoRoundTrip {
    private static final int MESSAGES = 1000;
    private static final int MESSAGE_BYTES = 4096;

    private EchoRoundTrip() {}

    /** Sends messages that all differ, and gives the count of bytes that came back right. */
    static Future<Long> exchange(InetSocketAddress server) {
        return async(() -> {
            long bytes = 0;
            try (TcpStream conn = await(TcpStream.connect(server));
                    Buf buf = Buf.allocate(MESSAGE_BYTES)) {
                for (int message = 0; message < MESSAGES; message++) {
                    fill(buf.clear(), message);
                    await(conn.writeAll(buf.flip()));
                    buf.clear();
                    while (buf.hasRemaining() && await(conn.read(buf)) > 0) {}
                    check(buf.flip(), message);
                    bytes += MESSAGE_BYTES;
                }
            }
            return bytes;
        });
    }

    static Future<Long> run() {
        return async(() -> {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (TcpListener listener = TcpListener.bind(new InetSocketAddress(loopback, 0))) {
                JoinHandle<Void> server = Tasks.spawn(EchoServer.acceptAll(listener));
                long bytes = await(exchange(listener.localAddress()));
                server.abort();
                return bytes;
            }
        });
    }

    private static void fill(Buf buf, int message) {
        for (int i = 0; i < MESSAGE_BYTES; i++) {
            buf.put((byte) (message + i));
        }
    }

    private static void check(Buf buf, int message) {
        for (int i = 0; i < MESSAGE_BYTES; i++) {
            if (buf.get() != (byte) (message + i)) {
                throw new IllegalStateException("message " + message + " differs at byte " + i);
            }
        }
    }

    @SuppressWarnings("SystemOut") // what it is for
    public static void main(String[] args) throws Exception {
        try (Ringwake rt = Ringwake.multiThread().workers(2).build()) {
            long bytes = rt.blockOn(async(() -> await(run())));
            String carrier = rt.backend().orElseThrow() + ", " + NativeLibrary.get().binding();
            System.out.println("echoed " + bytes + " bytes over " + carrier);
        }
    }
}
