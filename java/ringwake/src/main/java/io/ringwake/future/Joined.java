package io.ringwake.future;

/**
 * The two values of {@link Futures#join(Future, Future)}.
 *
 * @param first what the first future ended with
 * @param second what the second future ended with
 */
public record Joined<A, B>(A first, B second) {}
