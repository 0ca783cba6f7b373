/**
 * A runtime of several workers under everything at once, with sums that must come out: {@code
 * scripts/stress}.
 */
@NullMarked
package io.ringwake.benchmarks.stress;

import org.jspecify.annotations.NullMarked;
