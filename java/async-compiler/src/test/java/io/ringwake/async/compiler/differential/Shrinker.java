package io.ringwake.async.compiler.differential;

import java.util.function.Predicate;

/** Drops pieces of a program as long as it still fails. */
final class Shrinker {
    private static final int ROUNDS = 4;

    private Shrinker() {}

    /**
     * Shrinks the program in place.
     *
     * @param fails whether what is left still fails; false if it does not even compile
     * @param attemptsMax how often to ask
     */
    static void shrink(Program program, Predicate<Program> fails, int attemptsMax) {
        int attempts = 0;
        String text = program.source();
        for (int round = 0; round < ROUNDS; round++) {
            boolean smaller = false;
            for (Node node : program.tree().present()) {
                if (attempts >= attemptsMax) {
                    return;
                }
                node.drop(true);
                String less = program.source();
                if (less.equals(text)) {
                    continue; // in a piece that is gone already
                }
                attempts++;
                if (fails.test(program)) {
                    text = less;
                    smaller = true;
                } else {
                    node.drop(false);
                }
            }
            if (!smaller) {
                return;
            }
        }
    }
}
