package io.ringwake.future;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A future that says what it waits for, to {@link FutureChain}.
 *
 * <p>Both methods may be called by any thread at any time, also in the middle of a poll: what they
 * return may then be old, or of two polls. They change nothing and take no locks.
 */
public interface Traced {
    /** What it is, or the place in the code where it waits; a few words. */
    String where();

    /** The futures it waits for, in their order. */
    List<Future<?>> waitsFor();

    /** Those of the futures that are there. */
    static List<Future<?>> present(@Nullable Future<?>... futures) {
        List<Future<?>> found = new ArrayList<>(futures.length);
        for (Future<?> each : futures) {
            if (each != null) {
                found.add(each);
            }
        }
        return found;
    }
}
