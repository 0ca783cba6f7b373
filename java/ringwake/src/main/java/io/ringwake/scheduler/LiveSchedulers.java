package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The runtimes of this process that have not ended, for who looks at the process from outside.
 * Thread-safe.
 */
public final class LiveSchedulers {
    // Weak: a runtime that was neither closed nor kept is not kept by this either.
    private static final Map<Scheduler, Boolean> LIVE =
            Collections.synchronizedMap(new WeakHashMap<>());

    private LiveSchedulers() {}

    /** Lists the runtime until it has ended. */
    public static void add(Scheduler scheduler) {
        LIVE.put(scheduler, Boolean.TRUE);
        scheduler.whenEnded(() -> LIVE.remove(scheduler));
    }

    /** Those there are, by their numbers. */
    public static List<Scheduler> all() {
        List<Scheduler> found;
        synchronized (LIVE) {
            found = new ArrayList<>(LIVE.keySet());
        }
        found.sort(Comparator.comparingLong(Scheduler::id));
        return found;
    }
}
