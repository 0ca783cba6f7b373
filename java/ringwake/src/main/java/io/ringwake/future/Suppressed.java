package io.ringwake.future;

import org.jspecify.annotations.Nullable;

/** One failure out of several: the first is thrown and carries the others as suppressed. */
public final class Suppressed {
    private Suppressed() {}

    /** Returns the first, or the other if there was none before. The same object counts once. */
    @SuppressWarnings("ReferenceEquality") // an exception cannot suppress itself
    public static Throwable add(@Nullable Throwable first, Throwable other) {
        if (first == null) {
            return other;
        }
        if (first != other) {
            first.addSuppressed(other);
        }
        return first;
    }

    /**
     * Throws any Throwable, the very object, where the signature names others. To be written as
     * {@code throw Suppressed.<RuntimeException>asIs(failure)}; it never returns.
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <E extends Throwable> E asIs(Throwable failure) throws E {
        throw (E) failure;
    }
}
