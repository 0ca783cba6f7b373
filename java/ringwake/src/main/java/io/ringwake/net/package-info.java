/**
 * TCP: {@link io.ringwake.net.TcpListener} and {@link io.ringwake.net.TcpStream}.
 *
 * <p>A stream or listener belongs to the runtime it was made in. Its futures are polled on the
 * thread that drives that runtime; {@code close()} may be called by any thread.
 */
@NullMarked
package io.ringwake.net;

import org.jspecify.annotations.NullMarked;
