/**
 * What spawning, waking and handing over costs on several workers, and what Tokio, virtual threads
 * and a ForkJoinPool take for the same work: {@code scripts/bench scheduler}.
 *
 * <p>Each contender does the work in its own idiom, see {@link
 * io.ringwake.benchmarks.scheduler.Contender}; the counts are those of Tokio's own benchmarks, and
 * {@code benchmarks/tokio} does the same in Rust.
 */
@NullMarked
package io.ringwake.benchmarks.scheduler;

import org.jspecify.annotations.NullMarked;
