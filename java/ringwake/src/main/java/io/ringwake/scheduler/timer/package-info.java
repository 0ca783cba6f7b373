/**
 * The timers of a worker: {@link io.ringwake.scheduler.timer.Timers} over a hierarchical wheel.
 *
 * <pre>
 * field              who reads        who writes        mode      guard
 * Timers.wheel       owner            owner             plain     the driving seat of the worker
 * Timers.owner       any              owner             plain     equals only the owner
 * Timers.left        owner            any               RMW       Treiber stack, taken as a whole
 * TimerEntry.state   owner, poller    owner, poller     volatile  see the transitions there
 * TimerEntry links   owner            owner             plain     as the wheel
 * TimerEntry.deadlineNanos, armedIn   poller  poller    plain     one poller at a time
 * </pre>
 */
@NullMarked
package io.ringwake.scheduler.timer;

import org.jspecify.annotations.NullMarked;
