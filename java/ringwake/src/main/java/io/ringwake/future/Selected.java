package io.ringwake.future;

import java.util.List;

/**
 * The first value of several futures, the place of its future in the list, and the futures that
 * have not ended, in their order; they belong to whoever holds this.
 */
public record Selected<T>(T value, int index, List<Future<? extends T>> others) {}
