package io.ringwake.scheduler;

/** Calls other hooks and keeps what they throw from the runtime. */
final class GuardedHooks implements RuntimeHooks {
    private static final System.Logger LOGGER = System.getLogger("io.ringwake");

    private final RuntimeHooks hooks;

    private GuardedHooks(RuntimeHooks hooks) {
        this.hooks = hooks;
    }

    /** The hooks, guarded unless they do nothing anyway. */
    static RuntimeHooks guard(RuntimeHooks hooks) {
        return hooks.equals(NONE) || hooks instanceof GuardedHooks
                ? hooks
                : new GuardedHooks(hooks);
    }

    @Override
    public void threadStarted() {
        call("threadStarted", hooks::threadStarted);
    }

    @Override
    public void threadStopping() {
        call("threadStopping", hooks::threadStopping);
    }

    @Override
    public void workerParking(int worker) {
        call("workerParking", () -> hooks.workerParking(worker));
    }

    @Override
    public void workerUnparked(int worker) {
        call("workerUnparked", () -> hooks.workerUnparked(worker));
    }

    @Override
    public void taskSpawned(long taskId) {
        call("taskSpawned", () -> hooks.taskSpawned(taskId));
    }

    @Override
    public void taskEnded(long taskId) {
        call("taskEnded", () -> hooks.taskEnded(taskId));
    }

    private static void call(String hook, Runnable body) {
        try {
            body.run();
        } catch (Throwable ofHook) {
            LOGGER.log(System.Logger.Level.ERROR, "the hook " + hook + " failed", ofHook);
        }
    }
}
