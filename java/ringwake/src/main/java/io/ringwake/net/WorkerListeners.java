package io.ringwake.net;

import io.ringwake.future.Future;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.task.JoinHandle;
import io.ringwake.task.Tasks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One listener for each worker of a runtime, all on the same address (SO_REUSEPORT): the kernel
 * spreads connections over them, and each is accepted by a task that stays on its worker. So a
 * connection begins where it was received, and accepting needs no hand-over between workers.
 *
 * <p>The kernel chooses by a hash of the addresses, not by load: with few connections some workers
 * may get none. Another listener on the address, of this user, would get its share as well.
 *
 * <p>Any thread may use the getters and {@link #close}.
 */
public final class WorkerListeners implements AutoCloseable {
    private final List<TcpListener> listeners;

    private WorkerListeners(List<TcpListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Binds one listener for each worker of the current runtime. Does not wait.
     *
     * @param address where; with port 0 the system chooses one port for all of them
     * @param options port reuse is switched on in any case
     * @throws IOException as {@link TcpListener#bind}; no listener is left open then
     * @throws IllegalStateException outside a runtime
     */
    public static WorkerListeners bind(InetSocketAddress address, ListenOptions options)
            throws IOException {
        int workers = Scheduler.current().workers();
        ListenOptions shared = options.withReusePort(true);
        List<TcpListener> bound = new ArrayList<>(workers);
        InetSocketAddress next = address;
        try {
            for (int i = 0; i < workers; i++) {
                TcpListener listener = TcpListener.bind(next, shared);
                bound.add(listener);
                next = listener.localAddress();
            }
        } catch (IOException | RuntimeException e) {
            bound.forEach(TcpListener::close);
            throw e;
        }
        return new WorkerListeners(bound);
    }

    /** How many there are: one for each worker. */
    public int size() {
        return listeners.size();
    }

    /** The listener of a worker, 0 to {@link #size} - 1. */
    public TcpListener get(int worker) {
        return listeners.get(worker);
    }

    /** The address that all of them listen on. */
    public InetSocketAddress localAddress() {
        return listeners.get(0).localAddress();
    }

    /**
     * Starts a task for each listener, on its worker.
     *
     * @param loop makes the future that accepts from this listener; it is polled on the listener's
     *     worker alone
     * @return the tasks, by worker
     */
    public <T> List<JoinHandle<T>> spawnEach(Function<TcpListener, Future<T>> loop) {
        List<JoinHandle<T>> tasks = new ArrayList<>(listeners.size());
        for (int i = 0; i < listeners.size(); i++) {
            tasks.add(Tasks.builder().onWorker(i).spawn(loop.apply(listeners.get(i))));
        }
        return tasks;
    }

    /** Closes all of them, see {@link TcpListener#close}. */
    @Override
    public void close() {
        listeners.forEach(TcpListener::close);
    }

    @Override
    public String toString() {
        return "WorkerListeners[" + size() + " on " + localAddress() + "]";
    }
}
