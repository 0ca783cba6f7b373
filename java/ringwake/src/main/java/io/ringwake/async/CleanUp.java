package io.ringwake.async;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;

/** The rest of a cancelled block, as a task of its own. */
record CleanUp(StateMachine<?> machine) implements Future<Void> {
    @Override
    public Poll<Void> poll(Context cx) throws Exception {
        return machine.pollCancel(cx);
    }

    @Override
    public Poll<Void> pollCancel(Context cx) throws Exception {
        return machine.pollCancel(cx); // to be aborted is what it is doing already
    }

    @Override
    public void cancel() {
        machine.cancelUntilEnded();
    }
}
