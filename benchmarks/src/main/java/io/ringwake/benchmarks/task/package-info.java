/** What a task costs: spawning, awaiting, yielding. */
@NullMarked
package io.ringwake.benchmarks.task;

import org.jspecify.annotations.NullMarked;
