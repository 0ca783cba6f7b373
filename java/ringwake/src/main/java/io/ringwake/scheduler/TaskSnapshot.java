package io.ringwake.scheduler;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a task was seen doing.
 *
 * @param id its number
 * @param name its name, if it was given one
 * @param state what it does
 * @param chain for one that does not run, the awaits and futures from its own down to the one that
 *     is to wake it, a line each; for a blocking call that runs, its thread and where that is
 */
public record TaskSnapshot(long id, Optional<String> name, State state, List<String> chain) {
    /** What a task does. */
    public enum State {
        /** It waits to be woken. */
        WAITING,
        /** It is in a queue. */
        QUEUED,
        /** A worker polls it, or a thread makes the blocking call. */
        RUNNING,
        /** It was aborted, and cleans up. */
        ENDING
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("task ").append(id);
        name.ifPresent(given -> text.append(" \"").append(given).append('"'));
        text.append(' ').append(state.name().toLowerCase(Locale.ROOT));
        for (String line : chain) {
            text.append("\n    ").append(line);
        }
        return text.toString();
    }
}
