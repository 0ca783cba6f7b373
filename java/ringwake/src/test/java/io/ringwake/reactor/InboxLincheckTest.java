package io.ringwake.reactor;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Excludes a hole in the {@link Inbox}: every interleaving of pushes with the owner's takes and its
 * close has the results of some order of the same calls one after another.
 */
@Timeout(120)
@Param(name = "number", gen = IntGen.class, conf = "1:9")
public class InboxLincheckTest {
    private final Inbox inbox = new Inbox();
    private final List<Integer> ran = new ArrayList<>();

    @Operation
    public boolean push(@Param(name = "number") int number) {
        return inbox.push(new Add(ran, number));
    }

    @Operation(nonParallelGroup = "owner")
    public List<Integer> takeAll() {
        return run(inbox.takeAll());
    }

    /** Once, and not before the others: a closed inbox has nothing more to show. */
    @Operation(nonParallelGroup = "owner", runOnce = true)
    public List<Integer> close() {
        return run(inbox.close());
    }

    @Operation(nonParallelGroup = "owner")
    public boolean isEmpty() {
        return inbox.isEmpty();
    }

    private List<Integer> run(Inbox.@Nullable Node oldest) {
        ran.clear();
        for (Inbox.Node node = oldest; node != null; node = node.next) {
            node.action.run();
        }
        return List.copyOf(ran);
    }

    /** A class and not a lambda, whose hidden fields the checker cannot follow. */
    private static final class Add implements Runnable {
        private final List<Integer> into;
        private final int number;

        Add(List<Integer> into, int number) {
            this.into = into;
            this.number = number;
        }

        @Override
        public void run() {
            into.add(number);
        }
    }

    /** What an inbox is when one call comes after another. Public for the checker. */
    public static final class Sequential {
        private final List<Integer> accepted = new ArrayList<>();
        private boolean closed;

        public boolean push(int number) {
            return !closed && accepted.add(number);
        }

        public List<Integer> takeAll() {
            List<Integer> taken = List.copyOf(accepted);
            accepted.clear();
            return taken;
        }

        public List<Integer> close() {
            closed = true;
            return takeAll();
        }

        public boolean isEmpty() {
            return accepted.isEmpty();
        }
    }

    @Test
    void everyInterleavingIsLinearizable() {
        new ModelCheckingOptions()
                .sequentialSpecification(Sequential.class)
                .threads(3)
                .actorsBefore(0)
                .actorsPerThread(3)
                .actorsAfter(2)
                .iterations(10)
                .invocationsPerIteration(200)
                .check(InboxLincheckTest.class);
    }

    @Test
    void realThreadsAreLinearizable() {
        new StressOptions()
                .sequentialSpecification(Sequential.class)
                .threads(3)
                .actorsBefore(0)
                .actorsPerThread(3)
                .actorsAfter(2)
                .iterations(10)
                .invocationsPerIteration(200)
                .check(InboxLincheckTest.class);
    }
}
