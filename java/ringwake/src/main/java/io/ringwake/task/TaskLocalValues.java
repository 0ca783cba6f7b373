package io.ringwake.task;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of task locals where a task is polled, for a thread that goes on for it while the one
 * that polls waits. Not changed once it is made.
 */
public final class TaskLocalValues {
    // Of the thread: what it has been shown.
    private static final ThreadLocal<@Nullable TaskLocalValues> SHOWN = new ThreadLocal<>();

    private final IdentityHashMap<TaskLocal<?>, Object> values = new IdentityHashMap<>();

    private TaskLocalValues() {}

    /** The values that the calling thread sees. */
    public static TaskLocalValues here() {
        TaskLocalValues found = new TaskLocalValues();
        TaskLocal.each(local -> {
            Object value = local.visible();
            if (value != null) {
                found.values.put(local, value);
            }
        });
        return found;
    }

    /** Has the calling thread see these, and none of those it was shown before. */
    public void show() {
        SHOWN.set(this);
    }

    /** Has the calling thread see no values but its own. */
    public static void hide() {
        SHOWN.remove();
    }

    /** What the calling thread was shown for it. */
    static @Nullable Object shown(TaskLocal<?> local) {
        TaskLocalValues shown = SHOWN.get();
        return shown == null ? null : shown.values.get(local);
    }
}
