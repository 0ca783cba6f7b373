package io.ringwake.net;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.reactor.SubmissionEntry;
import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import org.jspecify.annotations.Nullable;

/** Writing to a stream: some bytes, or all of them. */
final class WriteOperation extends StreamOperation<Integer> {
    private final WriteWindow window = new WriteWindow();
    private final WriteAll all = new WriteAll();
    // What was asked for; the task's, also while an abandoned write is in flight still.
    private @Nullable Object source;
    private boolean untilEmpty;
    // What the write in flight does.
    private @Nullable Object writing;
    private boolean writingAll;
    // The last write filled the socket's buffer: the next waits for room before it tries.
    private boolean filled;
    private @Nullable IOException lateFailure;
    // The source was closed or moved by its user in the middle of writeAll.
    private @Nullable RuntimeException misuse;

    WriteOperation(TcpStream stream) {
        super(stream);
    }

    @Override
    String verb() {
        return "write";
    }

    /** Writes some. */
    WriteOperation request(Object newSource) {
        request();
        source = newSource;
        untilEmpty = false;
        return this;
    }

    /** Writes until nothing remains; the parts in between are not seen by the task. */
    Future<Void> requestAll(Object newSource) {
        request();
        source = newSource;
        untilEmpty = true;
        return all;
    }

    @Override
    Poll<Integer> begin(Context cx) throws IOException {
        Object bytes = source();
        if (WriteWindow.remaining(bytes) == 0) {
            return cx.proceed() ? Poll.ready(0) : Poll.pending();
        }
        IOException failure = lateFailure;
        if (failure != null) {
            lateFailure = null;
            throw failure;
        }
        window.open(bytes, this);
        writing = bytes;
        writingAll = untilEmpty;
        return submit(cx);
    }

    private Object source() {
        return require(source);
    }

    private Object writing() {
        return require(writing);
    }

    private Object require(@Nullable Object bytes) {
        if (bytes == null) {
            throw new IllegalStateException(this + " has no source");
        }
        return bytes;
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        int fd = stream.fd();
        boolean pollFirst = filled && stream.canPollFirst();
        if (window.isVectored()) {
            entry.sendMessage(fd, window.address(), 0, pollFirst);
        } else {
            entry.send(fd, window.address(), window.length(), pollFirst);
        }
    }

    @Override
    boolean wantsMore(int result) {
        if (!writingAll || misuse != null || !stream.isOpen() || !claim()) {
            return false;
        }
        try {
            return openRest(result);
        } catch (RuntimeException e) {
            misuse = e;
            return false;
        } finally {
            unclaim();
        }
    }

    private boolean openRest(int result) {
        filled = result < window.length();
        if (!filled && WriteWindow.remaining(writing()) == result) {
            return false;
        }
        window.close(result, false);
        window.open(writing(), this);
        succeeded();
        return true;
    }

    @Override
    Poll<Integer> end(int result) throws IOException {
        RuntimeException thrown = misuse;
        if (thrown != null) {
            misuse = null;
            throw thrown;
        }
        if (result >= 0) {
            filled = result < window.length();
            window.close(result, false);
            succeeded();
            // Nothing else ends it early; what remains otherwise came to a ring buffer since.
            if (writingAll && !stream.isOpen() && WriteWindow.remaining(writing()) > 0) {
                throw new AsynchronousCloseException();
            }
            return Poll.ready(result);
        }
        window.close(0, false);
        throw failure(result);
    }

    @Override
    void settle(int result) {
        misuse = null;
        window.close(Math.max(result, 0), true);
        if (isKept(result)) {
            lateFailure = failure(result);
        }
    }

    @Override
    boolean ownsMemory() {
        return window.ownsMemory();
    }

    @Override
    void free() {
        window.free();
    }

    /** The same request as a future that has no count. */
    private final class WriteAll implements Future<Void> {
        @Override
        public Poll<Void> poll(Context cx) throws Exception {
            return WriteOperation.this.poll(cx).isReady() ? Poll.done() : Poll.pending();
        }

        @Override
        public void cancel() {
            WriteOperation.this.cancel();
        }

        @Override
        public String toString() {
            return WriteOperation.this.toString();
        }
    }
}
