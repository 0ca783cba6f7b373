package io.ringwake.async.compiler.tool;

import static io.ringwake.Async.async;
import static io.ringwake.Async.await;

import io.ringwake.async.compiler.Later;
import io.ringwake.future.Future;

/** What {@link AgentTest} runs: says what its block is, and which line it waits in. */
final class AgentProgram {
    private AgentProgram() {}

    public static void main(String[] arguments) throws Exception {
        Later<Integer> later = new Later<>();
        Future<Integer> block = async(() -> await(later) + 1);
        System.out.println(block.getClass().getSimpleName() + " " + block);
    }
}
