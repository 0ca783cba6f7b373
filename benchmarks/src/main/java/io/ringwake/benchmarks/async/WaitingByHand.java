package io.ringwake.benchmarks.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** What one writes without await. */
final class WaitingByHand extends WaitingFuture {
    private static final class Sum implements Future<Long> {
        private final long a;
        private final int b;
        private final String c;

        Sum(long a, int b, String c) {
            this.a = a;
            this.b = b;
            this.c = c;
        }

        @Override
        public Poll<Long> poll(Context cx) {
            return Never.INSTANCE.poll(cx) instanceof Poll.Ready<Integer> ready
                    ? Poll.ready((Long) (a + b + c.length() + ready.value()))
                    : Poll.pending();
        }
    }

    @Override
    Future<Long> future(long a, int b, String c) {
        return new Sum(a, b, c);
    }
}
