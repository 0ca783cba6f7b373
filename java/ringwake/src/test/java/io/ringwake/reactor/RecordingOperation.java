package io.ringwake.reactor;

import io.ringwake.ffi.EntryFlags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An operation that remembers what it was given. */
class RecordingOperation extends Operation {
    final List<Integer> results = new ArrayList<>();
    private final Consumer<SubmissionEntry> filler;
    int terminals;
    int prepared;

    RecordingOperation(@Nullable Descriptor descriptor, Consumer<SubmissionEntry> filler) {
        super(descriptor);
        this.filler = filler;
    }

    static RecordingOperation nop() {
        return new RecordingOperation(null, SubmissionEntry::nop);
    }

    @Override
    protected void prepare(SubmissionEntry entry) {
        prepared++;
        filler.accept(entry);
    }

    @Override
    protected void complete(int result, int flags) {
        results.add(result);
        if ((flags & EntryFlags.MORE) == 0) {
            terminals++;
        }
    }

    int last() {
        return results.get(results.size() - 1);
    }
}
