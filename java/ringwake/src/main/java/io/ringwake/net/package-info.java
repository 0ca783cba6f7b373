/**
 * TCP: {@link io.ringwake.net.TcpListener} and {@link io.ringwake.net.TcpStream}.
 *
 * <p>A stream or listener belongs to the runtime it was made in. Its futures are polled on the
 * thread that drives that runtime; {@code close()} may be called by any thread.
 *
 * <pre>
 *   field                         who reads    who writes        mode      guard
 *   AcceptOperation.backoffs      any thread   reactor's thread  volatile  one writer
 *   whether a socket is open      any thread   any thread        CAS       in its Descriptor
 *   everything else of a socket   reactor's    reactor's thread  plain     confined; close() by
 *                                 thread                                   Reactor.execute
 * </pre>
 */
@NullMarked
package io.ringwake.net;

import org.jspecify.annotations.NullMarked;
