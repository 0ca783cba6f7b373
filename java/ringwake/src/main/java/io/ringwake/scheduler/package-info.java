/** Runs jobs: workers, run queues, parking. */
@NullMarked
package io.ringwake.scheduler;

import org.jspecify.annotations.NullMarked;
