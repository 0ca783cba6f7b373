package example;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.future.Future;

/** Not used by the program: scripts/user-project deletes it between two builds. */
final class Farewell {
    private Farewell() {}

    static Future<String> after(Future<String> name) {
        return async(() -> "bye " + await(name));
    }
}
