package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** What has tasks of a runtime that are in none of its queues. Thread-safe. */
final class TaskSources {
    // Weak: who has the tasks keeps the source, and nobody has to take it off.
    private final Map<Supplier<List<TaskSnapshot>>, Boolean> sources =
            Collections.synchronizedMap(new WeakHashMap<>());

    void add(Supplier<List<TaskSnapshot>> source) {
        sources.put(source, Boolean.TRUE);
    }

    List<TaskSnapshot> tasks() {
        List<Supplier<List<TaskSnapshot>>> copy;
        synchronized (sources) {
            copy = new ArrayList<>(sources.keySet());
        }
        return copy.stream().flatMap(source -> source.get().stream()).toList();
    }
}
