package io.ringwake.task;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Traced;
import io.ringwake.scheduler.Worker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A value that a future and what it calls can see, without being passed along.
 *
 * <pre>{@code
 * static final TaskLocal<String> REQUEST = TaskLocal.of("request");
 * Future<Void> served = REQUEST.scope(id, serve(connection)); // REQUEST.get() inside gives id
 * }</pre>
 *
 * <p>The value is there during the polls and the cancelling of that future only, on whichever
 * thread they are, and hides one of an outer scope. Tasks that it spawns do not inherit it. Nothing
 * is paid by futures without a scope; each poll of one with it costs a look at a thread-local
 * variable. Thread-safe.
 *
 * @param <T> the type of the value
 */
public final class TaskLocal<T> {
    /** What one thread sees. */
    private static final class Cell<T> {
        private @Nullable T value;

        // What is bound in a poll is not there for polls that are run in the middle of it.
        private int pollsAround;

        @Nullable T visible() {
            return pollsAround == Worker.pollsAround() ? value : null;
        }

        void bind(@Nullable T to, int around) {
            value = to;
            pollsAround = around;
        }
    }

    // Weak: for those that go through them, and for nobody to be kept.
    private static final Set<TaskLocal<?>> ALL =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    private final String name;
    private final ThreadLocal<Cell<T>> cells = ThreadLocal.withInitial(Cell::new);

    private TaskLocal(String name) {
        this.name = name;
    }

    /** Makes one without a value; the name is for messages. */
    public static <T> TaskLocal<T> of(String name) {
        TaskLocal<T> made = new TaskLocal<>(Objects.requireNonNull(name, "name"));
        ALL.add(made);
        return made;
    }

    /** Calls the action with each that there is. */
    static void each(Consumer<TaskLocal<?>> action) {
        List<TaskLocal<?>> copy;
        synchronized (ALL) {
            copy = new ArrayList<>(ALL);
        }
        copy.forEach(action);
    }

    /** Returns a future that runs the given one with the value. */
    public <R> Future<R> scope(T value, Future<R> future) {
        return new Scoped<>(
                this,
                Objects.requireNonNull(value, "value"),
                Objects.requireNonNull(future, "future"));
    }

    /**
     * Makes a call with the value.
     *
     * @throws Exception what the call throws
     */
    public <R> R call(T value, Callable<? extends R> call) throws Exception {
        Cell<T> cell = cells.get();
        T before = cell.value;
        int around = cell.pollsAround;
        cell.bind(Objects.requireNonNull(value, "value"), Worker.pollsAround());
        try {
            return call.call();
        } finally {
            cell.bind(before, around);
        }
    }

    /**
     * The value of the innermost scope.
     *
     * @throws IllegalStateException outside of any
     */
    public T get() {
        T value = visible();
        if (value == null) {
            throw new IllegalStateException(
                    this + " has no value here: it is there inside " + name + ".scope() only");
        }
        return value;
    }

    /** The same, or the other value outside of any scope. */
    public T orElse(T other) {
        T value = visible();
        return value == null ? other : value;
    }

    /** Whether the caller is inside a scope. */
    public boolean isBound() {
        return visible() != null;
    }

    /** What the caller sees: of its own, else of the task that its thread goes on for. */
    @SuppressWarnings("unchecked") // what was seen of this one
    @Nullable T visible() {
        T own = cells.get().visible();
        return own != null ? own : (T) TaskLocalValues.shown(this);
    }

    @Override
    public String toString() {
        return "TaskLocal " + name;
    }

    /** A future with a value around its polls and its cancelling. */
    private record Scoped<T, R>(TaskLocal<T> local, T value, Future<R> future)
            implements Future<R>, Traced {
        @Override
        public Poll<R> poll(Context cx) throws Exception {
            Cell<T> cell = local.cells.get();
            T before = cell.value;
            int around = cell.pollsAround;
            cell.bind(value, Worker.pollsAround());
            try {
                return future.poll(cx);
            } finally {
                cell.bind(before, around);
            }
        }

        @Override
        public Poll<Void> pollCancel(Context cx) throws Exception {
            Cell<T> cell = local.cells.get();
            T before = cell.value;
            int around = cell.pollsAround;
            cell.bind(value, Worker.pollsAround());
            try {
                return future.pollCancel(cx);
            } finally {
                cell.bind(before, around);
            }
        }

        @Override
        public String where() {
            return "with " + local;
        }

        @Override
        public List<Future<?>> waitsFor() {
            return List.of(future);
        }

        @Override
        public void cancel() {
            Cell<T> cell = local.cells.get();
            T before = cell.value;
            int around = cell.pollsAround;
            cell.bind(value, Worker.pollsAround());
            try {
                future.cancel();
            } finally {
                cell.bind(before, around);
            }
        }
    }
}
