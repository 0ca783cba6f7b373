/**
 * How the program ends: a signal becomes a request to stop, the command ends by itself, and the
 * process takes the command's exit status.
 *
 * <table>
 *   <caption>Shared state</caption>
 *   <tr><th>field</th><th>who reads</th><th>who writes</th><th>mode</th><th>guard</th></tr>
 *   <tr><td>StopSignal.requested</td><td>the runtime's thread</td><td>any thread</td>
 *       <td>volatile</td><td>set before the waker is read</td></tr>
 *   <tr><td>StopSignal.waker</td><td>any thread</td><td>the runtime's thread</td>
 *       <td>volatile</td><td>written before requested is read</td></tr>
 *   <tr><td>GracefulExit's current signal, status</td><td>shutdown hook</td><td>main thread</td>
 *       <td>volatile, latch</td><td>-</td></tr>
 * </table>
 */
@NullMarked
package io.ringwake.cli.lifecycle;

import org.jspecify.annotations.NullMarked;
