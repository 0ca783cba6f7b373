/**
 * TCP: {@link io.ringwake.net.TcpListener} and {@link io.ringwake.net.TcpStream}.
 *
 * <p>A stream or listener belongs to the runtime it was made in. Its futures are polled by tasks of
 * that runtime, on any worker; {@code close()} and {@code cancel()} may be called by any thread.
 * Each operation goes to the reactor of the worker that polls, and its completion comes there.
 *
 * <pre>
 *   field                          who reads      who writes        mode         guard
 *   RequestState.state             task, reactor  task, reactor     CAS, volat.  its transitions
 *   RequestState.waker             reactor        task              volatile     -
 *   fields of a StreamOperation    task, reactor  task, reactor     plain        RequestState.state
 *   ReadOperation.kept             any task       reactor, reader   volatile     -
 *   ReadableOperation.early        task           reactor           volatile     -
 *   TcpStream.waiting              reactor        task              volatile     -
 *   AcceptQueue, AcceptOperation,  any worker     any worker        plain        the queue's
 *     AcceptFuture                                                               monitor
 *   AcceptOperation.backoffs       any thread     reactor           volatile     the monitor
 *   ConnectOperation.completed     task           task, reactor     volatile     -
 *   ConnectOperation.waker         reactor        task              volatile     -
 *   other fields of ConnectOp.     task, reactor  task, reactor     plain        completed
 *   whether a socket is open       any thread     any thread        atomic       DescriptorLife
 * </pre>
 */
@NullMarked
package io.ringwake.net;

import org.jspecify.annotations.NullMarked;
