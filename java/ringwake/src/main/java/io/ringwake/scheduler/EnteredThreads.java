package io.ringwake.scheduler;

import io.ringwake.blocking.BlockingThreads;

/** Daemon threads that have entered the runtime, named and reported as configured. */
final class EnteredThreads implements BlockingThreads {
    private final Scheduler scheduler;

    EnteredThreads(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void start(int number, Runnable body) {
        Thread thread = new Thread(body, scheduler.config().threadNames().blocking(number));
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void around(Runnable loop) {
        RuntimeHooks hooks = scheduler.config().hooks();
        scheduler.config().blockingThreadStart().run();
        Scheduler before = scheduler.enter();
        hooks.threadStarted();
        try {
            loop.run();
        } finally {
            hooks.threadStopping();
            Scheduler.leave(before);
        }
    }
}
