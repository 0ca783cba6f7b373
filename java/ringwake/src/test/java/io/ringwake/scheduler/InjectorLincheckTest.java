package io.ringwake.scheduler;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes lost, doubled and reordered jobs in the {@link Injector}: every interleaving of pushes
 * and drains, of several workers too, has the results of some order of the same calls one after
 * another. Run: {@code mvn test -Dtest=InjectorLincheckTest}.
 */
@Timeout(120)
@Param(name = "number", gen = IntGen.class, conf = "1:9")
public class InjectorLincheckTest {
    private final Injector injector = new Injector();

    @Operation
    public void push(@Param(name = "number") int number) {
        injector.push(new NumberedJob(number));
    }

    @Operation
    public List<Integer> drain() {
        RunQueue queue = new RunQueue();
        int moved = injector.drainTo(queue);
        List<Integer> numbers = new ArrayList<>();
        for (Job job = queue.poll(); job != null; job = queue.poll()) {
            numbers.add(((NumberedJob) job).number);
        }
        return moved == numbers.size() ? numbers : List.of(-1);
    }

    @Operation
    public boolean isEmpty() {
        return injector.isEmpty();
    }

    @Test
    void everyInterleavingIsLinearizable() {
        new ModelCheckingOptions()
                .threads(3)
                .actorsPerThread(2)
                .iterations(10)
                .invocationsPerIteration(200)
                .check(InjectorLincheckTest.class);
    }

    @Test
    void realThreadsAreLinearizable() {
        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .iterations(10)
                .invocationsPerIteration(200)
                .check(InjectorLincheckTest.class);
    }
}
