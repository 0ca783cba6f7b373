package io.ringwake.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.SplittableRandom;

/** A plain blocking client, every read of which has a deadline. */
public final class Client implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;

    private Client(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    public static Client connect(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address, TIMEOUT_MILLIS);
        return new Client(socket);
    }

    /** The server's end of a connection. */
    public static Client of(Socket accepted) throws IOException {
        return new Client(accepted);
    }

    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new SplittableRandom(count).nextBytes(bytes);
        return bytes;
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public byte[] receive(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    public byte[] receiveAll() throws IOException {
        return socket.getInputStream().readAllBytes();
    }

    /** One byte, or -1 at the end. */
    public int receiveByte() throws IOException {
        return socket.getInputStream().read();
    }

    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes with a reset instead of an end. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
