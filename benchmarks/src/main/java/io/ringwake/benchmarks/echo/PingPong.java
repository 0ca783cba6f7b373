package io.ringwake.benchmarks.echo;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.net.TcpStream;
import java.io.EOFException;
import org.jspecify.annotations.Nullable;

/** Sends messages one after the other, each when the last has come back; ends with the bytes. */
final class PingPong implements Future<Long> {
    private final TcpStream stream;
    private final int messages;
    private final Buf buffer;
    private @Nullable Future<Void> writing;
    private @Nullable Future<Integer> reading;
    private boolean awaiting;
    private int trips;
    private long bytes;

    PingPong(TcpStream stream, int messages, int messageBytes) {
        this.stream = stream;
        this.messages = messages;
        this.buffer = Buf.allocate(messageBytes);
    }

    @Override
    public Poll<Long> poll(Context cx) throws Exception {
        while (trips < messages) {
            boolean moved = awaiting ? receive(cx) : send(cx);
            if (!moved) {
                return Poll.pending();
            }
        }
        buffer.close();
        return Poll.ready((Long) bytes);
    }

    private boolean send(Context cx) throws Exception {
        Future<Void> current = writing;
        if (current == null) {
            current = stream.writeAll(buffer.clear());
            writing = current;
        }
        if (!current.poll(cx).isReady()) {
            return false;
        }
        writing = null;
        buffer.clear();
        awaiting = true;
        return true;
    }

    private boolean receive(Context cx) throws Exception {
        Future<Integer> current = reading;
        if (current == null) {
            current = stream.read(buffer);
            reading = current;
        }
        if (!(current.poll(cx) instanceof Poll.Ready<Integer> count)) {
            return false;
        }
        reading = null;
        if (count.value() < 0) {
            throw new EOFException("the echo has ended");
        }
        bytes += count.value();
        if (!buffer.hasRemaining()) {
            awaiting = false;
            trips++;
        }
        return true;
    }
}
