package io.ringwake.benchmarks.echo;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.net.TcpListener;
import io.ringwake.net.TcpStream;
import io.ringwake.task.Tasks;
import org.jspecify.annotations.Nullable;

/** Accepts for ever, and spawns a task for each connection. */
final class EchoListener implements Future<Void> {
    private final TcpListener listener;
    private @Nullable Future<TcpStream> accepting;

    EchoListener(TcpListener listener) {
        this.listener = listener;
    }

    @Override
    public Poll<Void> poll(Context cx) throws Exception {
        while (true) {
            Future<TcpStream> current = accepting;
            if (current == null) {
                current = listener.accept();
                accepting = current;
            }
            if (!(current.poll(cx) instanceof Poll.Ready<TcpStream> accepted)) {
                return Poll.pending();
            }
            accepting = null;
            TcpStream stream = accepted.value();
            stream.options().noDelay(true);
            Tasks.spawn(new EchoConnection(stream)).detach();
        }
    }
}
