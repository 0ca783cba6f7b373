/**
 * {@code ringwake dump}: what the tasks of another process wait for. {@link
 * io.ringwake.cli.dump.SignalFacts} sees to it that no process is hurt by the question, {@link
 * io.ringwake.cli.dump.AttachedProcess} asks it.
 */
@NullMarked
package io.ringwake.cli.dump;

import org.jspecify.annotations.NullMarked;
