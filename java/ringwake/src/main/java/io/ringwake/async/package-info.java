/**
 * What async blocks become: {@link io.ringwake.async.StateMachine} is the superclass of what the
 * compiler generates. Users see {@code io.ringwake.Async}.
 *
 * <pre>
 * field                who reads  who writes  mode      guard
 * StateMachine.given   owner      owner       plain     a future has one owner
 * StateMachine.*       driver     driver      plain     polled by one task at a time
 * ThreadBody.bodysTurn both       both        volatile  each gives the turn to the other
 * ThreadBody.*         turn       turn        plain     whoever has the turn
 * ThreadBody.thread    any        body        volatile  to look at its stack
 * </pre>
 */
@NullMarked
package io.ringwake.async;

import org.jspecify.annotations.NullMarked;
