package io.ringwake;

import io.ringwake.future.Futures;
import java.time.Duration;

/** Runs a runtime in a JVM that has java.base alone, for {@link BareModulesTest}. */
final class BareModulesProgram {
    private BareModulesProgram() {}

    @SuppressWarnings("SystemOut") // what the test reads
    public static void main(String[] args) throws Exception {
        // Long enough that nothing is reported: the detector is to start, no more.
        RingwakeBuilder builder =
                Ringwake.currentThread().withoutIo().stallThreshold(Duration.ofHours(1));
        try (Ringwake rt = builder.build()) {
            System.out.println("task " + rt.blockOn(Futures.ready(1)));
            System.out.println("blocking " + rt.spawnBlocking(() -> 2).join());
        }
        try {
            builder.jmx(true).build().close();
        } catch (IllegalStateException refused) {
            System.out.println(refused.getMessage());
        }
    }
}
