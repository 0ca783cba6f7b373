package io.ringwake.reactor;

import io.ringwake.ffi.NativeLibrary;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A thread that turns a reactor of its own until it is stopped. */
final class ReactorThread implements AutoCloseable {
    private static final long LIMIT_SECONDS = 20;

    private final CompletableFuture<Reactor> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Reactor reactor;
    private volatile boolean stopping;

    ReactorThread(ReactorConfig config, ReactorGroup group) throws Exception {
        Thread thread = new Thread(() -> run(config, group), "reactor");
        thread.setDaemon(true);
        thread.start();
        reactor = opened.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private void run(ReactorConfig config, ReactorGroup group) {
        try {
            Reactor own = Reactor.open(config, NativeLibrary.calls(), group);
            opened.complete(own);
            while (!stopping) {
                own.turn(-1);
            }
            own.close();
            ended.complete(null);
        } catch (Throwable e) {
            opened.completeExceptionally(e);
            ended.completeExceptionally(e);
        }
    }

    Reactor reactor() {
        return reactor;
    }

    /** Runs the action on the thread, and returns what it returned. */
    <T> T call(Callable<T> action) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        reactor.execute(() -> {
            try {
                result.complete(action.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return await(result);
    }

    static <T> T await(CompletableFuture<T> result) throws Exception {
        try {
            return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        } catch (TimeoutException e) {
            throw new AssertionError("not done after " + LIMIT_SECONDS + " s", e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        reactor.wake();
        try {
            await(ended);
        } catch (Exception e) {
            throw new AssertionError("the reactor's thread has failed", e);
        }
    }
}
