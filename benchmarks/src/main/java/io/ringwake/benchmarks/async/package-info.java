/**
 * What async blocks cost: {@link io.ringwake.benchmarks.async.AwaitBenchmark} and {@link
 * io.ringwake.benchmarks.async.AwaitChainBenchmark} without a scheduler, {@link
 * io.ringwake.benchmarks.async.WaitingBytes} in memory. With the scheduler they are the system
 * {@code await} of {@code MultiThreadBenchmark}. {@code scripts/bench async} runs all of it.
 */
@NullMarked
package io.ringwake.benchmarks.async;

import org.jspecify.annotations.NullMarked;
