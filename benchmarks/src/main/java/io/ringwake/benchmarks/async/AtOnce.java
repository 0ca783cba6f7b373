package io.ringwake.benchmarks.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import org.openjdk.jmh.annotations.CompilerControl;

/** Always ready. */
final class AtOnce implements Future<Integer> {
    private static final Poll<Integer> ONE = Poll.ready(1);

    /** Called, as what is awaited mostly is, so that the JIT does not know the answer. */
    @Override
    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    public Poll<Integer> poll(Context cx) {
        return ONE;
    }
}
