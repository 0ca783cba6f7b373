package example;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.time.Time;
import java.time.Duration;

/** Greets three times, a moment apart. */
public final class Greeter {
    private Greeter() {}

    static Future<String> greet(String name) {
        return async(
                () -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i <= 3; i++) {
                        await(Time.sleep(Duration.ofMillis(i)));
                        text.append(i).append(' ').append(name).append('\n');
                    }
                    return text.toString();
                });
    }

    public static void main(String[] args) throws Exception {
        try (Ringwake runtime = Ringwake.currentThread().build()) {
            System.out.print(runtime.blockOn(greet("hello")));
        }
    }
}
