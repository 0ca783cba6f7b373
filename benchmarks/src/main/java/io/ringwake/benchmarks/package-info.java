/**
 * Benchmarks: one package for what is measured, the baselines in the same harness beside it.
 *
 * <p>{@link io.ringwake.benchmarks.echo} has the echo servers that {@code scripts/bench} compares
 * with the C loops of {@code benchmarks/native}; the classes here are JMH benchmarks.
 */
@NullMarked
package io.ringwake.benchmarks;

import org.jspecify.annotations.NullMarked;
