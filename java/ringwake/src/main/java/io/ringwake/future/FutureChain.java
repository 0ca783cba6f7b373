package io.ringwake.future;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a future waits for, and what that waits for, down to what only the outside can end: a line
 * each. Those of several branches are indented below the line of what joins them.
 */
public final class FutureChain {
    /** Whatever it is that makes a chain longer than this, the rest of it would not tell more. */
    private static final int LINES_MAX = 256;

    private final List<String> lines = new ArrayList<>();

    private FutureChain() {}

    /** The chain that begins with the future; any thread, see {@link Traced}. */
    public static List<String> of(@Nullable Future<?> future) {
        FutureChain chain = new FutureChain();
        chain.walk(future, "");
        return chain.lines;
    }

    private void walk(@Nullable Future<?> from, String indent) {
        Future<?> future = from;
        while (future != null && add(indent + nameOf(future)) && future instanceof Traced traced) {
            List<Future<?>> waitsFor = traced.waitsFor();
            if (waitsFor.size() > 1) {
                waitsFor.forEach(each -> walk(each, indent + "  "));
                return;
            }
            future = waitsFor.isEmpty() ? null : waitsFor.get(0);
        }
    }

    private boolean add(String line) {
        if (lines.size() == LINES_MAX) {
            return false;
        }
        lines.add(lines.size() == LINES_MAX - 1 ? "..." : line);
        return true;
    }

    private static String nameOf(Future<?> future) {
        if (future instanceof Traced traced) {
            return traced.where();
        }
        String name = future.getClass().getName();
        String simple = name.substring(name.lastIndexOf('.') + 1);
        int lambda = simple.indexOf("$$Lambda");
        return lambda < 0 ? simple : "a lambda of " + simple.substring(0, lambda);
    }
}
