/**
 * What {@code echo} and {@code proxy} share: a listener, a task for each connection, and an orderly
 * end. All of it belongs to the thread that drives the runtime; only a {@link
 * io.ringwake.cli.lifecycle.StopSignal} comes from elsewhere.
 */
@NullMarked
package io.ringwake.cli.serve;

import org.jspecify.annotations.NullMarked;
