/**
 * {@code ringwake load}: an echo client that verifies every byte.
 *
 * <p>Closed loop: a connection has a fixed number of messages under way and sends the next when one
 * has come back, so that latency is that of the service under as much load as it can take; it says
 * nothing about arrivals that do not wait for each other.
 *
 * <p>Everything belongs to the thread that drives the runtime.
 */
@NullMarked
package io.ringwake.cli.load;

import org.jspecify.annotations.NullMarked;
