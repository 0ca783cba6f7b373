/**
 * {@code ringwake demo}: an echo service, a proxy in front of it, and verified load on both, for
 * every backend that works here.
 *
 * <p>The echo service and the proxy each run on a thread of their own, the load on the command's.
 * What crosses between threads is handed over through {@link
 * java.util.concurrent.CompletableFuture} and {@link io.ringwake.cli.lifecycle.StopSignal}.
 */
@NullMarked
package io.ringwake.cli.demo;

import org.jspecify.annotations.NullMarked;
