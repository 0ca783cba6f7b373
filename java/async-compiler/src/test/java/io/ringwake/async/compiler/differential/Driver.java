package io.ringwake.async.compiler.differential;

import io.ringwake.async.compiler.fixture.Script;
import io.ringwake.async.compiler.fixture.ScriptedContext;
import io.ringwake.async.compiler.fixture.Trace;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import java.lang.reflect.Method;
import java.util.List;

/** Polls a program by hand, and notes each step. */
final class Driver {
    private static final int POLLS_MAX = 10_000;

    private final Method start;
    private final ScriptedContext cx = new ScriptedContext();

    /** Drives the program with this static method. */
    Driver(Class<?> program) throws NoSuchMethodException {
        start = program.getDeclaredMethod("start");
        start.setAccessible(true);
    }

    /** The steps of one run. */
    List<String> trace(Run run) throws ReflectiveOperationException {
        List<String> steps = Trace.restart();
        Script.begin(run.seed(), run.mood());
        Future<?> future = (Future<?>) start.invoke(null);
        Trace.event("made");
        boolean ended = false;
        for (int pendings = 0; !ended && pendings < POLLS_MAX; pendings++) {
            if (pendings == run.cancelAt()) {
                cancel(future, run.form());
                break;
            }
            ended = step(() -> future.poll(cx));
        }
        step(() -> future.poll(cx));
        step(() -> future.pollCancel(cx));
        return steps;
    }

    private void cancel(Future<?> future, Run.Form form) {
        boolean ended = false;
        int polls = form == Run.Form.WAITING ? POLLS_MAX : form == Run.Form.GIVEN_UP ? 1 : 0;
        for (int i = 0; !ended && i < polls; i++) {
            ended = step(() -> future.pollCancel(cx));
        }
        if (form != Run.Form.WAITING) {
            step(() -> {
                future.cancel();
                return Poll.done();
            });
        }
    }

    private interface Step {
        Poll<?> take() throws Exception;
    }

    /** Whether it ended. */
    private static boolean step(Step step) {
        try {
            Poll<?> poll = step.take();
            boolean ready = poll instanceof Poll.Ready<?>;
            Trace.event(
                    poll instanceof Poll.Ready<?> end
                            ? "ready " + Trace.show(end.value())
                            : "pending");
            return ready;
        } catch (Throwable thrown) {
            Trace.event("threw " + Trace.show(thrown));
            return true;
        }
    }
}
