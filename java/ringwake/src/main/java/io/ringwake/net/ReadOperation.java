package io.ringwake.net;

import io.ringwake.ffi.Opcode;
import io.ringwake.future.Context;
import io.ringwake.future.Poll;
import io.ringwake.io.Buf;
import io.ringwake.reactor.SubmissionEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reading from a stream. Bytes that come for a cancelled read are stashed, and are what the next
 * read returns; so is a failure.
 */
final class ReadOperation extends StreamOperation<Integer> {
    private static final int MESSAGE_PEEK = 2;

    private final ReadWindow window = new ReadWindow();
    // What was asked for; the task's, also while an abandoned read is in flight still.
    private @Nullable Object target;
    private boolean peekWanted;
    // What the read in flight does.
    private boolean peeking;
    // The last read took all there was: the next waits for more before it tries.
    private boolean drained;
    private @Nullable Buf stash;
    private @Nullable IOException lateFailure;
    // Whether there is one of the two: for readable(), which may be polled by another task.
    private volatile boolean kept;

    ReadOperation(TcpStream stream) {
        super(stream);
    }

    @Override
    String verb() {
        return peekWanted ? "peek" : "read";
    }

    ReadOperation request(Object newTarget) {
        request(newTarget, false);
        return this;
    }

    ReadOperation requestPeek(Buf newTarget) {
        request(newTarget, true);
        return this;
    }

    private void request(Object newTarget, boolean peek) {
        checkWritable(newTarget);
        request();
        target = newTarget;
        peekWanted = peek;
    }

    private static void checkWritable(Object target) {
        if (target instanceof ByteBuffer bytes && bytes.isReadOnly()) {
            throw new IllegalArgumentException("cannot read into a read-only buffer");
        }
        if (target instanceof ByteBuffer[] buffers) {
            for (ByteBuffer bytes : buffers) {
                checkWritable(bytes);
            }
        }
    }

    /** Whether a read would be ready at once, with what came for a cancelled one. Any thread. */
    boolean hasStash() {
        return kept;
    }

    @Override
    Poll<Integer> begin(Context cx) throws IOException {
        Object destination = target();
        if (ReadWindow.room(destination) == 0) {
            return cx.proceed() ? Poll.ready(0) : Poll.pending();
        }
        if (hasStash()) {
            return cx.proceed() ? takeStash(destination) : Poll.pending();
        }
        peeking = peekWanted;
        window.open(destination, this);
        return submit(cx);
    }

    private Poll<Integer> takeStash(Object destination) throws IOException {
        Buf bytes = stash;
        if (bytes == null) {
            IOException failure = lateFailure;
            lateFailure = null;
            kept = false;
            throw failure == null ? new IOException("the stash is empty") : failure;
        }
        int position = bytes.position();
        int count = ReadWindow.fill(destination, bytes);
        if (peekWanted) {
            bytes.position(position);
        } else if (!bytes.hasRemaining()) {
            bytes.close();
            stash = null;
            kept = lateFailure != null;
        }
        return Poll.ready(count);
    }

    private Object target() {
        if (target == null) {
            throw new IllegalStateException(this + " has no target");
        }
        return target;
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        int fd = stream.fd();
        boolean pollFirst = drained && stream.canPollFirst();
        if (window.isVectored()) {
            entry.receiveMessage(fd, window.address(), peeking ? MESSAGE_PEEK : 0, pollFirst);
        } else if (peeking) {
            entry.raw(Opcode.RECV, 0, fd, 0, window.address(), window.length(), MESSAGE_PEEK);
        } else {
            entry.receive(fd, window.address(), window.length(), pollFirst);
        }
    }

    @Override
    Poll<Integer> end(int result) throws IOException {
        if (result > 0 && stream.isOpen()) {
            drained = !peeking && result < window.length();
            window.close(result);
            succeeded();
            return Poll.ready(result);
        }
        window.close(0);
        if (result == 0) {
            return Poll.ready(-1);
        }
        throw failure(result);
    }

    @Override
    void settle(int result) {
        if (result <= 0 || peeking || !stream.isOpen()) {
            window.close(0);
            if (isKept(result)) {
                keep(null, failure(result));
            }
            return;
        }
        drained = result < window.length();
        try {
            Buf bytes = Buf.allocate(result);
            window.closeInto(bytes, result);
            keep(bytes.flip(), null);
        } catch (OutOfMemoryError e) {
            window.close(0);
            keep(null, new IOException(result + " bytes of a cancelled read were lost", e));
        }
    }

    private void keep(@Nullable Buf bytes, @Nullable IOException failure) {
        stash = bytes;
        lateFailure = failure;
        kept = true;
        stream.wakeReadable();
    }

    @Override
    boolean ownsMemory() {
        return stash != null || window.ownsMemory();
    }

    @Override
    void free() {
        window.free();
        if (stash != null) {
            stash.close();
            stash = null;
        }
    }
}
