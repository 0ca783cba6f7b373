package io.ringwake.scheduler;

import io.ringwake.future.Suppressed;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Failures of tasks that nobody has looked at yet, so that none gets lost: each is reported to the
 * handler when its task is detached, when the task has become unreachable, or when the runtime is
 * closed, and not at all once someone has looked. Costs nothing while tasks do not fail.
 * Thread-safe.
 */
public final class UnseenFailures {
    private final FailureHandler handler;
    private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
    private final Set<Ticket> unseen = ConcurrentHashMap.newKeySet();

    UnseenFailures(FailureHandler handler) {
        this.handler = handler;
    }

    /**
     * Keeps the failure of a task, here in words as well, until its ticket is used or the task
     * object is collected.
     */
    public Ticket add(Object task, long taskId, String words, Throwable failure) {
        Ticket ticket = new Ticket(task, taskId, words, failure);
        unseen.add(ticket);
        return ticket;
    }

    /** Reports what belonged to tasks that have become unreachable. */
    void reportUnreachable() {
        if (unseen.isEmpty()) {
            return;
        }
        for (Reference<?> found = unreachable.poll(); found != null; found = unreachable.poll()) {
            ((Ticket) found).report();
        }
    }

    /** Reports all there is: the runtime ends. */
    void reportAll() {
        for (Ticket ticket : unseen) {
            ticket.report();
        }
    }

    /** One failure that nobody has looked at. */
    public final class Ticket extends PhantomReference<Object> {
        private final long taskId;
        private final String words;
        private final Throwable failure;

        private Ticket(Object task, long taskId, String words, Throwable failure) {
            super(task, unreachable);
            this.words = words;
            this.taskId = taskId;
            this.failure = failure;
        }

        /** Someone has looked: it will not be reported. */
        public void seen() {
            unseen.remove(this);
        }

        /** Nobody will look: reports it now, unless it was reported or seen before. */
        public void report() {
            if (unseen.remove(this)) {
                tell();
            }
        }

        private void tell() {
            try {
                handler.unhandled(taskId, words, failure);
            } catch (Throwable ofHandler) {
                Suppressed.add(ofHandler, failure); // perhaps the very one, thrown again
                FailureHandler.logging().unhandled(taskId, words, ofHandler);
            }
        }
    }
}
