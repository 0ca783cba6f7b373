/**
 * Runs jobs. A {@link io.ringwake.scheduler.Worker} takes them from its queues and waits in its
 * {@link io.ringwake.scheduler.Driver}.
 *
 * <p>{@link io.ringwake.scheduler.CurrentThreadScheduler} has one worker, driven by whichever
 * thread waits for a job; other threads feed it through {@code Injector} and wake it by {@code
 * ParkState}. {@link io.ringwake.scheduler.MultiThreadScheduler} has several, each with a thread:
 * {@code StealingWorker} says in which order one looks at {@code LifoSlot}, {@code LocalQueue},
 * {@code SharedInjector}, {@code PriorityQueues} and {@code PinnedJobs}, {@code Search} how it
 * looks at those of others, {@code IdleWorkers} whom to wake.
 *
 * <pre>
 * field                    who reads     who writes    mode            guard
 * Injector.head            any           any           RMW, volatile   stack, taken as a whole
 * ParkState.state          any           any           volatile, RMW   see the argument there
 * Job.nextQueued           queue holder  queue holder  plain           in one queue at a time
 * Job links of OwnedShard  any           any           plain           OwnedShard.lock
 * Job.ownedBy              who ends it   any           plain           written before it is queued
 * OwnedShard fields        any           any           plain           OwnedShard.lock
 * BriefLock.locked         any           any           CAS, release    it is the lock
 * LocalQueue.head          any           any           RMW             the claim of a range
 * LocalQueue.tail          any           owner         release         read with acquire
 * LocalQueue.slots         claimer       claimer       opaque          head and tail
 * LifoSlot.job             any           any           RMW
 * InjectorShard.head       any           any           RMW, volatile   stack, taken as a whole
 * InjectorShard.oldest     taker         taker         plain           InjectorShard.taking
 * InjectorShard.ready      any           taker         volatile        InjectorShard.taking
 * IdleWorkers.word         any           any           RMW, volatile   see the argument there
 * IdleWorkers.parked       any           any           plain           IdleWorkers.lock
 * WorkerThread.worker      itself        itself        plain           of use to its thread only
 * StealingWorker.queue     any           worker        plain           before all started
 * StealingWorker.driver    any           worker        volatile        written before it parks
 * MultiThread..stopping    any           closer        volatile        written once
 * Seat.driver              any           any           CAS, volatile   see the argument there
 * Seat.waiting             any           any           concurrent set  each removes itself
 * Worker.thread            any           driver        plain           reads itself or not
 * Worker, other fields     driver        driver        plain           the seat, or its thread
 * WorkerCounters.values    any           driver        opaque          one writer
 * PollWatch fields         detector      driver        opaque          read twice, see there
 * WorkerProbe fields       driver        driver        plain           the seat
 * Scheduler.detector       who closes    who starts    volatile        see tellEnded()
 * WorkerThread fields      itself        itself        plain           of one thread
 * InPlaceCount fields      any           any           RMW, volatile   see the argument there
 * InPlace.inside, .broken  any           any           plain           InPlace.lock
 * LiveSchedulers.LIVE      any           any           plain           its own lock
 * TaskSources.sources      any           any           plain           its own lock
 * Scheduler: closed        any           driver        volatile        written in the seat, once
 * Scheduler: driver        any           driver        volatile        written in the seat, once
 * UnseenFailures.unseen    any           any           concurrent set  who removes a ticket uses it
 * </pre>
 */
@NullMarked
package io.ringwake.scheduler;

import org.jspecify.annotations.NullMarked;
