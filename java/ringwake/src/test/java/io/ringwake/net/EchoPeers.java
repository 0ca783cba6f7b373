package io.ringwake.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of an echo in one future, written as state machines that allocate nothing themselves:
 * the client sends a message and waits for it to come back, the server sends back what comes. Each
 * message is four operations. Ready when the given number of messages is done.
 */
final class EchoPeers implements Future<Void> {
    /** What a stream moves: the same steps with a Buf or with a ByteBuffer. */
    interface Memory {
        Future<Integer> read(TcpStream stream);

        Future<Integer> write(TcpStream stream);

        void clear();
    }

    record BufMemory(Buf buf) implements Memory {
        @Override
        public Future<Integer> read(TcpStream stream) {
            return stream.read(buf);
        }

        @Override
        public Future<Integer> write(TcpStream stream) {
            return stream.write(buf);
        }

        @Override
        public void clear() {
            buf.clear();
        }
    }

    record PlainMemory(ByteBuffer bytes) implements Memory {
        @Override
        public Future<Integer> read(TcpStream stream) {
            return stream.read(bytes);
        }

        @Override
        public Future<Integer> write(TcpStream stream) {
            return stream.write(bytes);
        }

        @Override
        public void clear() {
            bytes.clear();
        }
    }

    private final int messageBytes;
    private final End server;
    private final End client;
    private long left;

    EchoPeers(TcpTest.Pair pair, Memory serverMemory, Memory clientMemory, int messageBytes) {
        this.messageBytes = messageBytes;
        this.server = new End(pair.server(), serverMemory, true);
        this.client = new End(pair.client(), clientMemory, false);
    }

    EchoPeers messages(long count) {
        left = count;
        return this;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
        while (left > 0) {
            boolean moved = server.step(cx);
            if (client.step(cx)) {
                moved = true;
                if (!client.reading) {
                    left--;
                }
            }
            if (!moved) {
                return Poll.pending();
            }
        }
        return Poll.done();
    }

    private final class End {
        private final TcpStream stream;
        private final Memory memory;
        private boolean reading;
        private @Nullable Future<Integer> current;

        End(TcpStream stream, Memory memory, boolean reading) {
            this.stream = stream;
            this.memory = memory;
            this.reading = reading;
        }

        boolean step(Context cx) throws Exception {
            Future<Integer> operation = current;
            if (operation == null) {
                memory.clear();
                operation = reading ? memory.read(stream) : memory.write(stream);
                current = operation;
            }
            if (!(operation.poll(cx) instanceof Poll.Ready<Integer> ready)) {
                return false;
            }
            assertEquals(messageBytes, ready.value().intValue());
            current = null;
            reading = !reading;
            return true;
        }
    }
}
