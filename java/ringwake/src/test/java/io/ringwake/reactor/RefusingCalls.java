package io.ringwake.reactor;

import io.ringwake.ffi.DelegatingCalls;
import io.ringwake.ffi.Errno;
import io.ringwake.ffi.ErrnoTable;
import io.ringwake.ffi.NativeLibrary;
import java.util.ArrayList;
import java.util.List;

/** The real library, but for enters that are refused with an error of choice. */
final class RefusingCalls extends DelegatingCalls {
    final List<Integer> minCompletes = new ArrayList<>();
    final List<Long> timeouts = new ArrayList<>();
    private final int result;
    private int refusals;

    RefusingCalls(Errno errno) {
        super(NativeLibrary.calls());
        result = -ErrnoTable.platform().number(errno);
    }

    /** Refuses the next so many enters. */
    void refuse(int count) {
        refusals = count;
    }

    @Override
    public int ringEnter(long ring, int toSubmit, int minComplete, long timeoutNanos) {
        minCompletes.add(minComplete);
        timeouts.add(timeoutNanos);
        if (refusals > 0) {
            refusals--;
            return result;
        }
        return super.ringEnter(ring, toSubmit, minComplete, timeoutNanos);
    }
}
