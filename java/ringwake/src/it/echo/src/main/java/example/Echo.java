package example;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.task.Tasks;
import java.net.InetSocketAddress;

/** Sends bytes over TCP, gets them back, and says so. */
public final class Echo {
    private static final int BYTES = 100_000;

    private Echo() {}

    private static Future<Void> serve(TcpStream connection) {
        return async(
                () -> {
                    try (connection;
                            Buf buffer = Buf.allocate(16384)) {
                        while (await(connection.read(buffer.clear())) >= 0) {
                            await(connection.writeAll(buffer.flip()));
                        }
                    }
                    return null;
                });
    }

    private static Future<Integer> bytesThatCameBack() {
        return async(
                () -> {
                    try (TcpListener listener =
                                    TcpListener.bind(new InetSocketAddress("localhost", 0));
                            TcpStream client =
                                    await(TcpStream.connect(listener.localAddress()))) {
                        Tasks.spawn(serve(await(listener.accept())));
                        Tasks.spawn(sendAll(client));
                        return await(count(client));
                    }
                });
    }

    private static Future<Void> sendAll(TcpStream client) {
        return async(
                () -> {
                    try (Buf sent = Buf.allocate(BYTES)) {
                        while (sent.hasRemaining()) {
                            sent.put((byte) sent.position());
                        }
                        await(client.writeAll(sent.flip()));
                        await(client.shutdownOutput());
                    }
                    return null;
                });
    }

    private static Future<Integer> count(TcpStream client) {
        return async(
                () -> {
                    int right = 0;
                    try (Buf received = Buf.allocate(8192)) {
                        while (await(client.read(received.clear())) >= 0) {
                            for (received.flip(); received.hasRemaining(); ) {
                                right += received.get() == (byte) right ? 1 : 0;
                            }
                        }
                    }
                    return right;
                });
    }

    /** A compiled block runs on the thread of the runtime, one that is not on another. */
    private static Future<Thread> threadOfBlocks() {
        return async(() -> Thread.currentThread());
    }

    public static void main(String[] arguments) throws Exception {
        try (Ringwake runtime = Ringwake.currentThread().build()) {
            boolean compiled = runtime.blockOn(threadOfBlocks()) == Thread.currentThread();
            System.out.println(
                    Ringwake.class.getName()
                            + ": "
                            + runtime.blockOn(bytesThatCameBack())
                            + " bytes, "
                            + (compiled ? "compiled" : "not compiled"));
        }
    }
}
