package io.ringwake.async;

import java.util.List;

/**
 * A place in an async block.
 *
 * @param file the source file
 * @param block the name of the block
 * @param line of the await at which it waits; 0 if it does not wait
 * @param state what it does instead of waiting
 */
record AwaitPoint(String file, String block, int line, String state) {
    /** Reads {@link StateMachine#points}. */
    static AwaitPoint of(String points, int state) {
        List<String> parts = List.of(points.split("\n", -1));
        String file = parts.get(0);
        String block = parts.get(1);
        return switch (state) {
            case StateMachine.NOT_STARTED -> new AwaitPoint(file, block, 0, "not started");
            case StateMachine.RUNNING -> new AwaitPoint(file, block, 0, "running");
            case StateMachine.FINISHED -> new AwaitPoint(file, block, 0, "finished");
            default -> new AwaitPoint(file, block, lineOf(parts.get(2), state), "suspended");
        };
    }

    private static int lineOf(String lines, int point) {
        return Integer.parseInt(lines.split(",", -1)[point - 1]);
    }

    @Override
    public String toString() {
        return line > 0
                ? block + "(" + file + ":" + line + ")"
                : block + "(" + file + ", " + state + ")";
    }
}
