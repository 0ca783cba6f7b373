package io.ringwake.cli.serve;

import io.ringwake.future.Future;
import io.ringwake.net.TcpStream;

/** What a server does with its connections. */
public interface Service {
    /**
     * The whole life of a connection, run as a task of its own. The stream is closed when it has
     * ended, however that was, unless the service has closed it before.
     */
    Future<Void> connection(TcpStream client);

    /** What is told at regular intervals besides the counts of the server; may be empty. */
    String status();

    /** How many descriptors a connection holds. */
    int descriptorsPerConnection();
}
