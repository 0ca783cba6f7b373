package io.ringwake.net;

import io.ringwake.reactor.Reactor;
import io.ringwake.scheduler.Worker;

/** Which runtime a socket belongs to. */
final class Runtimes {
    private Runtimes() {}

    /** The reactor of the runtime that the calling thread drives. */
    static Reactor reactor() {
        return Worker.current().reactor();
    }

    /** Fails if the calling thread drives another runtime than the socket's, or none. */
    static void checkSame(Reactor reactor, Object socket) {
        if (Worker.current().reactor() != reactor) {
            throw new IllegalStateException(
                    socket
                            + " belongs to another runtime, driven by "
                            + reactor.owner().getName()
                            + ": use it in a task of that runtime");
        }
    }
}
