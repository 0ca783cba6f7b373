package io.ringwake.net;

import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorGroup;
import io.ringwake.scheduler.Scheduler;
import io.ringwake.scheduler.Worker;
import java.util.List;

/** Which runtime a socket belongs to: one of any number of workers, each with its reactor. */
final class Runtimes {
    private Runtimes() {}

    /** The reactor of the worker that the calling thread is. */
    static Reactor reactor() {
        return Worker.current().reactor();
    }

    /**
     * A reactor of the runtime that the calling thread is in, for what any of them can do: its
     * worker's, or on a thread that has entered the runtime one that is open.
     */
    static Reactor anyReactor() {
        Scheduler scheduler = Scheduler.current();
        Worker worker = Worker.currentOrNull();
        if (worker != null && worker.scheduler() == scheduler) {
            return worker.reactor();
        }
        List<Reactor> open = scheduler.reactors();
        if (open.isEmpty()) {
            throw new IllegalStateException(
                    "this runtime has no reactor: it was built withoutIo(), has not run yet, or is"
                            + " closed");
        }
        return open.get(0);
    }

    /**
     * The same for a socket of this group; fails if the calling thread is a worker of another
     * runtime than the socket's, or none.
     */
    static Reactor reactorOf(ReactorGroup group, Object socket) {
        Reactor reactor = Worker.current().reactor();
        if (reactor.group() != group) {
            throw new IllegalStateException(
                    socket
                            + " belongs to another runtime than "
                            + Thread.currentThread().getName()
                            + ": use it in a task of that runtime");
        }
        return reactor;
    }
}
