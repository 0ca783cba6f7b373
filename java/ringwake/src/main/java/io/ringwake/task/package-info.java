/**
 * Tasks: a future with a state word, a waker, a handle and a place in a run queue, all one object.
 * Users see {@link io.ringwake.task.Tasks}, {@link io.ringwake.task.JoinHandle} and {@link
 * io.ringwake.task.JoinSet}.
 *
 * <pre>
 * field                 who reads   who writes   mode             guard
 * TaskState.word        any         any          RMW, volatile    the transitions drawn there
 * TaskState.held        any         worker       plain, opaque    RUNNING; others only look
 * TaskJoiners.poller    completer   poller       volatile, RMW    DONE is looked at after storing
 * TaskJoiners.others    completer   any          RMW              stack, taken as a whole
 * TaskResult.outcome    joiners     completer    plain            written before DONE, read after
 * TaskResult.resultTaken poller     poller       plain            a handle has one poller at a time
 * PolledTask.future     poller      poller       plain            RUNNING
 * EndedMembers.top      owner       any          RMW              stack, taken as a whole
 * EndedMembers.oldest   owner       owner        plain            a join set has one owner
 * JoinSetMember.next... owner       owner        plain            a join set has one owner
 * JoinSetMember.nextEnded owner     completer    plain            written before it is on the stack
 * BlockedJoiner.thread  completer   joiner       volatile         to unpark it; empty when it left
 * ScopeChildren.*       any         any          plain            its lock
 * LocalWakes.pushed     owner       any          RMW              stack, taken as a whole
 * LocalSet.*            owner       owner        plain            polled by one task at a time
 * TaskLocal.ALL         any         any          plain            its own lock
 * </pre>
 */
@NullMarked
package io.ringwake.task;

import org.jspecify.annotations.NullMarked;
