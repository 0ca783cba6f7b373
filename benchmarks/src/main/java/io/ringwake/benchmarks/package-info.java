/**
 * Benchmarks: a package for what is measured, the baselines in the same harness beside it.
 *
 * <p>{@link io.ringwake.benchmarks.echo} has the echo servers that {@code scripts/bench} compares
 * with the C loops of {@code benchmarks/native}. The classes named Benchmark and Latency are JMH's:
 * {@code scripts/bench jmh}. Each checks its own result, so that none measures work that was not
 * done.
 */
@NullMarked
package io.ringwake.benchmarks;

import org.jspecify.annotations.NullMarked;
