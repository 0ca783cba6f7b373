package io.ringwake.task;

import io.ringwake.future.CheckedFunction;
import io.ringwake.future.Future;
import io.ringwake.future.Futures;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tasks that end before what started them does.
 *
 * <pre>{@code
 * Future<Page> page = TaskScope.run(scope -> {
 *     JoinHandle<User> user = scope.spawn(findUser());
 *     JoinHandle<Order> order = scope.spawn(findOrder());
 *     return Futures.join(user, order, Page::new);
 * });
 * }</pre>
 *
 * <p>The future that {@link #run} returns drives the body and is ready with its value when all
 * children have ended, those included that children have spawned. The first failure, of the body or
 * of a child, cancels the body and all children, and is what the future throws once they have
 * ended, with the failures that came after it suppressed. A child that was aborted by its handle
 * has not failed.
 *
 * <p>When the future is cancelled, as by aborting the task that drives it, the body and the
 * children are asked to end, and the scope ends when they have, with what they have to clean up.
 * Only {@link Future#cancel}, which does not wait, leaves children behind that are still ending.
 *
 * <p>{@link #spawn} may be called by the body and by children, on any thread.
 */
public final class TaskScope {
    private final ScopeChildren children;

    TaskScope(ScopeChildren children) {
        this.children = children;
    }

    /** Returns a future that runs the body in a scope where the first failure cancels the rest. */
    public static <R> Future<R> run(CheckedFunction<? super TaskScope, ? extends Future<R>> body) {
        return new ScopedBody<>(Objects.requireNonNull(body, "body"), new ScopeChildren(true));
    }

    /**
     * The same, but a child that fails affects nobody else: who holds its handle gets the failure,
     * and if nobody looks the runtime's failure handler does. The body's own failure cancels all.
     */
    public static <R> Future<R> supervise(
            CheckedFunction<? super TaskScope, ? extends Future<R>> body) {
        return new ScopedBody<>(Objects.requireNonNull(body, "body"), new ScopeChildren(false));
    }

    /**
     * Returns a future that runs each of them as a task and is ready with their values, in the
     * order of the list. The first failure cancels the rest, as in {@link #run}.
     */
    public static <T> Future<List<T>> all(List<? extends Future<T>> futures) {
        return run(scope -> valuesOf(futures.stream().map(scope::spawn).toList()));
    }

    /** One after the other: the first that fails cancels the scope, whichever is waited for. */
    private static <T> Future<List<T>> valuesOf(List<JoinHandle<T>> handles) {
        List<T> values = new ArrayList<>(handles.size());
        return Futures.repeatWhile(() -> nextValue(handles, values)).map(done -> values);
    }

    private static <T> Future<Boolean> nextValue(List<JoinHandle<T>> handles, List<T> values) {
        return values.size() == handles.size()
                ? Futures.ready(false)
                : handles.get(values.size()).map(values::add);
    }

    /**
     * Returns a future that runs each of them as a task and is ready with the value of the first
     * that has one; the others are cancelled, and have ended by then. If all fail, it throws the
     * first failure with the others suppressed.
     *
     * @param futures one or more
     */
    public static <T> Future<T> firstSuccess(List<? extends Future<T>> futures) {
        return new FirstSuccess<>(futures);
    }

    /**
     * Starts the future as a task of this scope. If the scope has been cancelled or has ended, the
     * task is aborted at once, and its handle says so.
     *
     * @throws IllegalStateException outside a runtime
     */
    public <T> JoinHandle<T> spawn(Future<T> future) {
        return children.add((TaskResult<T>) Tasks.spawn(future));
    }

    /** Asks all children to end that are there now. The scope goes on. */
    public void abortAll() {
        children.abortAll();
    }
}
