package io.ringwake.future;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several futures of one owner, each of which is taken out when it has ended. One thread at a time.
 */
final class Branches<T> {
    private final List<@Nullable Future<? extends T>> futures;
    private int left;
    private @Nullable Ending ending;

    Branches(List<? extends Future<? extends T>> futures) {
        this.futures = new ArrayList<>(futures);
        this.left = futures.size();
    }

    int size() {
        return futures.size();
    }

    /** How many have neither ended nor been taken. */
    int left() {
        return left;
    }

    boolean has(int index) {
        return futures.get(index) != null;
    }

    /** Those that are left; any thread, see {@link Traced}. */
    List<Future<?>> present() {
        return Traced.present(futures.toArray(new Future<?>[0]));
    }

    /** Polls one that is left; it is taken out if it is ready or throws. */
    Poll<? extends T> poll(int index, Context cx) throws Exception {
        Future<? extends T> current = take(index);
        Poll<? extends T> result = current.poll(cx);
        if (!result.isReady()) {
            futures.set(index, current);
            left++;
        }
        return result;
    }

    private Future<? extends T> take(int index) {
        Future<? extends T> current = futures.set(index, null);
        if (current == null) {
            throw new IllegalStateException("branch " + index + " has ended");
        }
        left--;
        return current;
    }

    /** Takes out all that are left, in their order. */
    List<Future<? extends T>> takeAll() {
        List<Future<? extends T>> taken = new ArrayList<>(left);
        for (int i = 0; i < futures.size() && left > 0; i++) {
            if (has(i)) {
                taken.add(take(i));
            }
        }
        return taken;
    }

    /** Drives the end of all that are left; a failure is thrown when each has ended. */
    Poll<Void> pollCancel(Context cx) throws Exception {
        Ending steps = ending == null ? new Ending() : ending;
        ending = steps;
        for (int i = 0; i < futures.size() && left > 0; i++) {
            if (has(i) && steps.step(futures.get(i), cx) == null) {
                take(i);
            }
        }
        return steps.result(left == 0);
    }

    /**
     * Cancels all that are left; the first failure of that is thrown with the others suppressed.
     */
    void cancel() {
        Throwable first = null;
        for (Future<?> each : takeAll()) {
            try {
                each.cancel();
            } catch (Throwable failure) {
                first = Suppressed.add(first, failure);
            }
        }
        if (first != null) {
            throw Suppressed.<RuntimeException>asIs(first);
        }
    }

    /** The same because one has failed, to whose failure those of the cancelling are added. */
    void cancelBecauseOf(Throwable cause) {
        try {
            cancel();
        } catch (Throwable failure) {
            Suppressed.add(cause, failure);
        }
    }
}
