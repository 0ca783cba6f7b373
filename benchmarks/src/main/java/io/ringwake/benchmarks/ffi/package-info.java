/**
 * What a call of the C library costs over each binding: run once for each with {@code
 * -Dringwake.ffi}, as {@code scripts/bench ffi} does.
 */
@NullMarked
package io.ringwake.benchmarks.ffi;

import org.jspecify.annotations.NullMarked;
