/**
 * Threads for work that blocks: {@link io.ringwake.blocking.BlockingPool}. Knows nothing of tasks;
 * what the threads are, and which runtime they are in, is up to {@link
 * io.ringwake.blocking.BlockingThreads}.
 *
 * <pre>
 * field                 who reads  who writes  mode   guard
 * BlockingPool, all     any        any         plain  BlockingPool.lock
 * </pre>
 */
@NullMarked
package io.ringwake.blocking;

import org.jspecify.annotations.NullMarked;
