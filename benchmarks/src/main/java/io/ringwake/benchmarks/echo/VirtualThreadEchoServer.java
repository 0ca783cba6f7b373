package io.ringwake.benchmarks.echo;

import io.ringwake.benchmarks.VirtualThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;

/**
 * A virtual thread for each connection, with blocking reads and writes on a direct buffer of its
 * own. Needs JDK 21; reached by reflection, as the language level here is 17.
 */
public final class VirtualThreadEchoServer {
    private static final int BUFFER_BYTES = 1 << 14;

    private VirtualThreadEchoServer() {}

    /** Serves on a port of the system's choice until the process ends. */
    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = VirtualThreads.executor();
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        Console.open(listener.socket().getLocalPort(), () -> Console.print("{}"));
        while (true) {
            SocketChannel channel = listener.accept();
            threads.execute(() -> echo(channel));
        }
    }

    private static void echo(SocketChannel channel) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (channel) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            while (channel.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException e) {
            return; // the peer is gone
        }
    }
}
