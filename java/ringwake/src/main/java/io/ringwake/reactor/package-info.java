/**
 * Operations on a ring: slots and tokens, submission, completion, cancellation, and the ownership
 * of file descriptors. One {@link io.ringwake.reactor.Reactor} belongs to one thread; those of one
 * runtime are a {@link io.ringwake.reactor.ReactorGroup} and share its descriptors.
 *
 * <pre>
 *   Reactor     owner, phases                    Descriptor  owns a file descriptor
 *   Turn        one turn, and the last ones      DescriptorLife  uses, closing, closed
 *   Flight      what is in flight                Operation   one reusable operation
 *   Crossing    entering the kernel, its errors  Doorbell    wakes and actions of other threads
 *   Ring        the mapped rings                 Inbox       those actions
 *   ReactorGroup  the reactors of one runtime    WakeState   parked or not
 * </pre>
 *
 * <pre>
 *   field                    who reads    who writes         mode               guard
 *   Ring words sq_tail       library      owner              release            -
 *   Ring words sq_head       owner        library            acquire            -
 *   Ring words cq_tail       owner        library            acquire            -
 *   Ring words cq_head       library      owner              release            -
 *   Inbox.top                any thread   any thread         CAS rel., swap acq -
 *   Inbox.Node.next          owner        pusher, owner      plain              published by top
 *   WakeState.state          any thread   any thread         CAS, swap          -
 *   WakeState.callsEnded     owner        wakers             add release        -
 *   DescriptorLife.word      any thread   any thread         CAS, add, or       -
 *   Descriptor.operations    any thread   any thread         plain              its monitor
 *   Descriptor.holders       closer       any thread         volatile, RMW      see hold()
 *   DescriptorRegistry lists any thread   any thread         plain              lock of the shard
 *   Operation.state          any thread   owner in flight    acquire, release   -
 *   Operation.reactor        any thread   submitter          plain              published by state
 *   ReactorGroup.members     any thread   join, leave        copy on write      its monitor
 *   ReactorGroup.closing     any thread   any thread         atomic             -
 *   AbandonedOperations.KEPT nobody       any thread         lock-free queue    -
 *   ClosedWaiters.*          any thread   any thread         plain              its lock
 *   Reactor.owner            any thread   rebind             volatile           caller of rebind
 *   Reactor.opened           any thread   rebind             volatile           caller of rebind
 *   Doorbell.ring            wakers       rebind             volatile           WakeState
 *   Reactor.phase            any thread   owner              volatile           -
 *   ReactorMetrics.counts    any thread   owner              opaque             -
 *   everything else          owner        owner              plain              one thread
 * </pre>
 */
@NullMarked
package io.ringwake.reactor;

import org.jspecify.annotations.NullMarked;
