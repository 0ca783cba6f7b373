package io.ringwake.net;

import io.ringwake.reactor.Reactor;
import io.ringwake.reactor.ReactorGroup;
import io.ringwake.scheduler.Worker;

/** Which runtime a socket belongs to: one of any number of workers, each with its reactor. */
final class Runtimes {
    private Runtimes() {}

    /** The reactor of the worker that the calling thread is. */
    static Reactor reactor() {
        return Worker.current().reactor();
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
