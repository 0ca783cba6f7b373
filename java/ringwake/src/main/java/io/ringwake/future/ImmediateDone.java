package io.ringwake.future;

/** A future without a value that is ready at its first poll. */
final class ImmediateDone implements Future<Void> {
    private boolean finished;

    @Override
    public Poll<Void> poll(Context cx) {
        if (finished) {
            throw Finished.polledAgain(this);
        }
        finished = true;
        return Poll.done();
    }

    @Override
    public void cancel() {
        finished = true;
    }
}
