package io.ringwake.blocking;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Work that says which of its methods was called, and fails if a second one is. */
final class RecordedWork implements BlockingWork {
    enum End {
        DONE,
        CALLED_OFF,
        REFUSED
    }

    private final Runnable body;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    RecordedWork(Runnable body) {
        this.body = body;
    }

    RecordedWork() {
        this(() -> {});
    }

    @Override
    public void perform() {
        body.run();
        end(End.DONE);
    }

    @Override
    public void callOff() {
        end(End.CALLED_OFF);
    }

    @Override
    public void refuse(Throwable cause) {
        end(End.REFUSED);
    }

    boolean hasEnded() {
        return end.isDone();
    }

    End await() throws Exception {
        return end.get(30, TimeUnit.SECONDS);
    }

    private void end(End how) {
        if (!end.complete(how)) {
            throw new AssertionError("ended as " + end.join() + " and then as " + how);
        }
    }
}
