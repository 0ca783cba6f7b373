package io.ringwake.benchmarks.async;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.future.Future;

/** An async block. */
final class WaitingBlock extends WaitingFuture {
    @Override
    Future<Long> future(long a, int b, String c) {
        return async(() -> {
            int value = await(Never.INSTANCE);
            return a + b + c.length() + value;
        });
    }
}
