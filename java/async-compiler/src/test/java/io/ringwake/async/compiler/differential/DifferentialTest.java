package io.ringwake.async.compiler.differential;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random programs do the same compiled and as they are, step by step, whatever their futures do and
 * wherever they are cancelled. {@code -Dringwake.async.seed=N} compares one program, {@code
 * -Dringwake.async.programs=N} that many, from the seed if one is given, and {@code
 * -Dringwake.async.seconds=N} as many as there is time for.
 */
@Timeout(900)
class DifferentialTest {
    private static final int BATCH = 50;
    private static final int SECONDS = Integer.getInteger("ringwake.async.seconds", 8);
    private static final Long SEED = Long.getLong("ringwake.async.seed");

    /** How many programs are asked for; 0: as many as there is time for. */
    private static final int PROGRAMS =
            Integer.getInteger("ringwake.async.programs", SEED != null ? 1 : 0);

    /** So that a slow machine compares something as well. */
    private static final int PROGRAMS_MIN = 100;

    @Test
    void compiledProgramsOfJava17DoWhatTheySay() {
        compare(17);
    }

    @Test
    void compiledProgramsOfTheNewestJavaDoWhatTheySay() {
        if (Runtime.version().feature() > 17) {
            compare(Runtime.version().feature());
        }
    }

    private static void compare(int release) {
        long first = SEED != null ? SEED : System.nanoTime() & 0xFFFF_FFFFL;
        int programs = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        try (Batch batch = new Batch(release, Set.of(), CompiledForm::of)) {
            do {
                int count = PROGRAMS > 0 ? Math.min(BATCH, PROGRAMS - programs) : BATCH;
                assertNull(batch.failure(first + programs, count), "release " + release);
                programs += count;
            } while (goesOn(programs, deadline));
            int unusable = batch.unusable();
            assertTrue(
                    unusable * 20 <= programs,
                    () -> "javac refused " + unusable + ": " + batch.refusal());
            System.out.printf(
                    "%d programs of Java %d from seed %d: %d pairs of runs, %d steps%n",
                    programs, release, first, batch.runs(), batch.steps());
        }
    }

    private static boolean goesOn(int programs, long deadline) {
        return PROGRAMS > 0
                ? programs < PROGRAMS
                : programs < PROGRAMS_MIN || System.nanoTime() - deadline < 0;
    }
}
