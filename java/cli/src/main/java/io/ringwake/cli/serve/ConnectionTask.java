package io.ringwake.cli.serve;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import org.jspecify.annotations.Nullable;

/** A connection as the server sees it: it tells the server of its end, whatever that is. */
final class ConnectionTask implements Future<Void> {
    private final Connections connections;
    private final Future<Void> life;
    // Another worker may abort it while it is being started: the one writes the handle and then
    // looks whether it was aborted, the other the other way round, so one of them sees both.
    private volatile @Nullable JoinHandle<Void> handle;
    private volatile boolean aborted;
    private boolean ended;

    ConnectionTask(Connections connections, Future<Void> life) {
        this.connections = connections;
        this.life = life;
    }

    void start() {
        JoinHandle<Void> started = Tasks.spawn(this);
        handle = started;
        if (aborted) {
            started.abort();
        }
    }

    /** Ends it before it has begun. */
    void refuse() {
        ended = true;
        life.cancel();
    }

    void abort() {
        aborted = true;
        JoinHandle<Void> started = handle;
        if (started != null) {
            started.abort();
        }
    }

    @Override
    public Poll<Void> poll(Context cx) {
        try {
            if (!life.poll(cx).isReady()) {
                return Poll.pending();
            }
            end(null);
        } catch (Exception e) {
            end(e);
        }
        return Poll.done();
    }

    @Override
    public void cancel() {
        if (!ended) {
            life.cancel();
            end(null);
        }
    }

    private void end(@Nullable Exception failure) {
        ended = true;
        connections.ended(this, failure);
    }
}
