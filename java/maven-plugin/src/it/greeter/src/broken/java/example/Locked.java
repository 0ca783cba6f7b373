package example;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.future.Future;

/** What the compiler refuses: the lock would be held while others run. */
final class Locked {
    private Locked() {}

    static Future<String> locked(Object lock, Future<String> future) {
        return async(
                () -> {
                    synchronized (lock) {
                        return await(future);
                    }
                });
    }
}
