package io.ringwake.scheduler;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the tasks of a runtime wait for, taken while they run. A task that is spawned or ends
 * meanwhile may be missing; the chain of one that was polled just then is left out, or in rare
 * cases of two of its polls. Tasks of a {@code LocalSet} and blocking calls are tasks, too.
 *
 * @param tasks what was seen, by their numbers
 */
public record TaskDump(List<TaskSnapshot> tasks) {
    static TaskDump of(List<TaskSnapshot> seen) {
        return new TaskDump(
                seen.stream().sorted(Comparator.comparingLong(TaskSnapshot::id)).toList());
    }

    /** All tasks as text, one below the other. */
    @Override
    public String toString() {
        return tasks.stream()
                .map(TaskSnapshot::toString)
                .collect(Collectors.joining("\n", tasks.size() + " tasks\n", "\n"));
    }
}
