/**
 * Runs jobs. A {@link io.ringwake.scheduler.Worker} takes them from its run queue, which other
 * threads feed through the injector, and waits in its {@link io.ringwake.scheduler.Driver}; {@link
 * io.ringwake.scheduler.CurrentThreadScheduler} has one worker, driven by whichever thread waits
 * for a job.
 *
 * <pre>
 * field                    who reads     who writes    mode            guard
 * Injector.head            any           any           RMW, volatile   stack, taken as a whole
 * ParkState.state          any           any           volatile, RMW   see the argument there
 * Job.nextQueued           queue holder  queue holder  plain           in one queue at a time
 * Job links of OwnedJobs   any           any           plain           OwnedJobs.lock
 * OwnedJobs fields         any           any           plain           OwnedJobs.lock
 * Seat fields              any           any           plain           Seat.lock
 * Worker.thread            any           driver        plain           reads itself or not
 * Worker, other fields     driver        driver        plain           the seat
 * WorkerCounters.values    any           driver        opaque          one writer
 * PollWatch fields         detector      driver        opaque          read twice, see there
 * WorkerProbe fields       driver        driver        plain           the seat
 * Scheduler.detector       who closes    who starts    plain           the seat
 * WorkerThread fields      itself        itself        plain           of one thread
 * InPlaceCount.inside      any           workers       RMW, volatile   see the argument there
 * Scheduler: closed        any           driver        volatile        written in the seat, once
 * Scheduler: driver        any           driver        volatile        written in the seat, once
 * UnseenFailures.unseen    any           any           concurrent set  who removes a ticket uses it
 * </pre>
 */
@NullMarked
package io.ringwake.scheduler;

import org.jspecify.annotations.NullMarked;
