/**
 * Echo servers to be measured from outside, one process each: Ringwake's, and what the JDK offers.
 *
 * <p>All speak to the harness alike, as the C servers do: the first line of output is {@code
 * {"port":N}}, and the process ends on SIGTERM. Commands come on standard input, see {@link
 * io.ringwake.benchmarks.echo.Console}; its end ends the process, so that no server outlives the
 * harness.
 */
@NullMarked
package io.ringwake.benchmarks.echo;

import org.jspecify.annotations.NullMarked;
