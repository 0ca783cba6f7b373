/** What a timer costs. */
@NullMarked
package io.ringwake.benchmarks.time;

import org.jspecify.annotations.NullMarked;
