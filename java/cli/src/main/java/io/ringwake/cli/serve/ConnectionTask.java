package io.ringwake.cli.serve;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import org.jspecify.annotations.Nullable;

/** A connection as the server sees it: it tells the server of its end, whatever that is. */
final class ConnectionTask implements Future<Void> {
    private final Server server;
    private final Future<Void> life;
    private @Nullable JoinHandle<Void> handle;
    private boolean ended;

    ConnectionTask(Server server, Future<Void> life) {
        this.server = server;
        this.life = life;
    }

    void start() {
        handle = Tasks.spawn(this);
    }

    void abort() {
        if (handle != null) {
            handle.abort();
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
        server.connectionEnded(this, failure);
    }
}
