package io.ringwake.future;

import java.util.List;

/** Ends as the first of several futures ends; the others are cancelled. */
final class Race<T> extends FirstEnded<T, T> {
    Race(List<? extends Future<? extends T>> futures, boolean fair) {
        super(futures, fair);
    }

    @Override
    T resultOf(T value, int index, Branches<T> others) {
        others.cancel();
        return value;
    }

    @Override
    public String where() {
        return "race";
    }
}
