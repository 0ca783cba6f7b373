package io.ringwake.future;

import java.util.List;

/** Ready with the first value of several futures, and with those that have not ended. */
final class SelectAll<T> extends FirstEnded<T, Selected<T>> {
    SelectAll(List<? extends Future<? extends T>> futures) {
        super(futures, true);
    }

    @Override
    Selected<T> resultOf(T value, int index, Branches<T> others) {
        return new Selected<T>(value, index, others.takeAll());
    }

    @Override
    public String where() {
        return "selectAll";
    }
}
