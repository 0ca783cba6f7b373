package io.ringwake.cli.serve;

import io.ringwake.future.Future;
import io.ringwake.net.TcpStream;

/** What a server does with its connections. */
public interface Service {
    /**
     * The whole life of a connection, run as a task of its own. It owns the stream and closes it
     * however it ends, cancelled included.
     */
    Future<Void> connection(TcpStream client);

    /** What is told at regular intervals besides the counts of the server; may be empty. */
    String status();

    /** How many descriptors a connection holds. */
    int descriptorsPerConnection();
}
