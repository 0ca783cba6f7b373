package io.ringwake.async.compiler.differential;

/** What generated programs may contain; a compiler in the making is tested without some. */
enum Feature {
    /** Constructor calls with awaits among the arguments. */
    UNINITIALISED,
    /** Blocks within blocks. */
    NESTED,
    /** Awaits with other values on the operand stack. */
    STACK,
    /** Exception handlers around awaits. */
    HANDLERS,
    /** Instance lambdas, in classes of every kind. */
    INSTANCES,
    /** Switches over patterns, which javac knows from 21 on. */
    PATTERNS
}
