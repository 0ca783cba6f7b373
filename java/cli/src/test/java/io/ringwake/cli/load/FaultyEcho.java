package io.ringwake.cli.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A plain echo service of one connection that does one thing wrong at a known byte. */
final class FaultyEcho implements AutoCloseable {
    private static final int BUFFER_BYTES = 4096;

    private final ServerSocket listener;
    private final long faultAt;
    private final boolean flip;

    private FaultyEcho(long faultAt, boolean flip) throws IOException {
        this.listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        this.faultAt = faultAt;
        this.flip = flip;
        Thread thread = new Thread(this::run, "faulty-echo");
        thread.setDaemon(true);
        thread.start();
    }

    static FaultyEcho flippingByte(long index) throws IOException {
        return new FaultyEcho(index, true);
    }

    static FaultyEcho closingAfter(long bytes) throws IOException {
        return new FaultyEcho(bytes, false);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    private void run() {
        try (Socket socket = listener.accept()) {
            serve(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException ignored) {
            // The client has gone, or the test is over.
        }
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long offset = 0;
        int count;
        while ((count = in.read(buffer)) >= 0) {
            boolean isHere = offset <= faultAt && faultAt < offset + count;
            if (isHere && !flip) {
                return;
            }
            if (isHere) {
                buffer[(int) (faultAt - offset)] ^= 1;
            }
            out.write(buffer, 0, count);
            offset += count;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
