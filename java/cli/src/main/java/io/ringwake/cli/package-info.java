/**
 * The command-line program: {@link io.ringwake.cli.Main} and what every command shares. Each
 * command is a package of its own.
 *
 * <p>This is the only part of Ringwake that prints. Results go to standard output; complaints, and
 * the log lines of the servers, to standard error, except what a caller must read to go on (the
 * address a server listens on), which is a result.
 */
@NullMarked
package io.ringwake.cli;

import org.jspecify.annotations.NullMarked;
