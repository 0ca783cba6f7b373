package io.ringwake.future;

/** A context for polling a future by hand: counts wakes, and has as much budget as it is given. */
public final class ManualContext implements Context {
    private int wakes;
    private int budget;

    public ManualContext() {
        this(Integer.MAX_VALUE);
    }

    public ManualContext(int budget) {
        this.budget = budget;
    }

    @Override
    public Waker waker() {
        return () -> wakes++;
    }

    @Override
    public boolean proceed() {
        if (budget == 0) {
            wakes++;
            return false;
        }
        budget--;
        return true;
    }

    @Override
    public Context withWaker(Waker waker) {
        throw new UnsupportedOperationException();
    }

    public int wakes() {
        return wakes;
    }

    public void setBudget(int units) {
        budget = units;
    }
}
