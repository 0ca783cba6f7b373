package io.ringwake.future;

import org.jspecify.annotations.Nullable;

/**
 * Ready values of counts, kept from their first use on, so that reads and writes of sizes seen
 * before allocate neither the box nor the {@link Poll.Ready} around it.
 *
 * <p>Bounded: counts up to 64 KiB, at most 2 MiB in all if every one of them occurs.
 */
final class ReadyCounts {
    static final Poll<Void> DONE = doneValue();

    private static final int COUNT_MAX = 1 << 16;

    // Racy on purpose: entries are immutable with final fields, so whichever of two writers wins, a
    // reader sees null or a complete entry (JLS 17.5).
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final Poll.@Nullable Ready<Integer>[] KEPT = new Poll.Ready[COUNT_MAX + 2];

    private ReadyCounts() {}

    static Poll<Integer> of(int count) {
        if (count < -1 || count > COUNT_MAX) {
            return new Poll.Ready<>(count);
        }
        Poll.Ready<Integer> kept = KEPT[count + 1];
        if (kept == null) {
            kept = new Poll.Ready<>(count);
            KEPT[count + 1] = kept;
        }
        return kept;
    }

    @SuppressWarnings("NullAway") // Void has no other value
    private static Poll<Void> doneValue() {
        return new Poll.Ready<>(null);
    }
}
