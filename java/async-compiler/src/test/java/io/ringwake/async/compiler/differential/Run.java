package io.ringwake.async.compiler.differential;

import io.ringwake.async.compiler.fixture.Script;

/**
 * One way to run a program.
 *
 * @param seed of what its leaves do
 * @param mood of its leaves
 * @param cancelAt after how many pending polls it is cancelled; -1 for not at all
 * @param form how it is cancelled
 */
record Run(long seed, Script.Mood mood, int cancelAt, Form form) {
    /** How a program is cancelled. */
    enum Form {
        /** By polling its end. */
        WAITING,
        /** By an owner that cannot wait. */
        AT_ONCE,
        /** By polling its end once, then by an owner that cannot wait. */
        GIVEN_UP
    }

    Run cancelledAt(int pendings, Form how) {
        return new Run(seed, mood, pendings, how);
    }
}
