package io.ringwake.cli.proxy;

import io.ringwake.cli.argument.HostPort;
import io.ringwake.net.TcpStream;

/**
 * One of the two ends of a proxied connection.
 *
 * @param stream the connection to it
 * @param name what it is called in messages
 */
record End(TcpStream stream, String name) {
    static End client(TcpStream stream) {
        return new End(stream, "client " + HostPort.format(stream.remoteAddress()));
    }

    static End upstream(TcpStream stream) {
        return new End(stream, "upstream " + HostPort.format(stream.remoteAddress()));
    }
}
