/**
 * Events of a runtime for JDK Flight Recorder, all off unless a recording turns them on: {@code
 * io.ringwake.LongPoll}, {@code io.ringwake.Stall}, {@code io.ringwake.WorkerPark}. Where the
 * module {@code jdk.jfr} is missing, {@link io.ringwake.scheduler.event.RuntimeEvents} records
 * nothing.
 *
 * <p>No state is shared here.
 */
@NullMarked
package io.ringwake.scheduler.event;

import org.jspecify.annotations.NullMarked;
