package io.ringwake.cli.dump;

import io.ringwake.Handle;
import io.ringwake.Ringwake;
import io.ringwake.future.Future;
import io.ringwake.task.Tasks;
import io.ringwake.time.Time;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Has tasks that wait until its standard input ends; says so when they do. */
final class WaitingProgram {
    private WaitingProgram() {}

    @SuppressWarnings("try") // to be inside is all
    public static void main(String[] args) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Ringwake runtime =
                        Ringwake.multiThread().name("shown").workers(1).withoutIo().build();
                Handle.Entered inside = runtime.handle().enter()) {
            Future<Integer> late = Time.sleep(Duration.ofHours(1)).map(nothing -> 1);
            Tasks.builder().name("import").spawn(Time.timeout(Duration.ofHours(2), late));
            runtime.spawnBlocking(() -> {
                end.await();
                return 1;
            });
            while (!runtime.dump().toString().contains("WaitingProgram")) {
                Thread.onSpinWait();
            }
            System.out.println("waiting");
            while (System.in.read() >= 0) {}
            end.countDown();
        }
    }
}
