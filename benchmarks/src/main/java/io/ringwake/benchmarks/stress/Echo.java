package io.ringwake.benchmarks.stress;

import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.task.Tasks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Bytes over loopback to another task and back. */
final class Echo {
    private Echo() {}

    /** Opens a listener and a connection; ends with how many bytes came back as they were sent. */
    static Future<Long> roundTrip(int bytes) throws Exception {
        TcpListener listener =
                TcpListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Tasks.spawn(listener.accept().andThen(stream -> serve(stream, bytes))).detach();
        return TcpStream.connect(listener.localAddress())
                .andThen(stream -> exchange(stream, bytes).thenClose(stream))
                .thenClose(listener);
    }

    private static Future<Void> serve(TcpStream stream, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        return readAll(stream, buffer)
                .andThen(read -> stream.writeAll(buffer.flip()))
                .thenClose(stream);
    }

    private static Future<Long> exchange(TcpStream stream, int bytes) {
        ByteBuffer sent = pattern(bytes);
        ByteBuffer back = ByteBuffer.allocate(bytes);
        return stream.writeAll(sent.duplicate())
                .andThen(written -> readAll(stream, back))
                .map(read -> same(sent, back.flip()));
    }

    private static Future<Void> readAll(TcpStream stream, ByteBuffer buffer) {
        return Futures.repeatWhile(
                () -> stream.read(buffer).map(count -> count >= 0 && buffer.hasRemaining()));
    }

    private static ByteBuffer pattern(int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        for (int i = 0; i < bytes; i++) {
            buffer.put((byte) (i * 31));
        }
        return buffer.flip();
    }

    private static long same(ByteBuffer sent, ByteBuffer back) {
        return sent.equals(back) ? back.remaining() : -1;
    }
}
