package io.ringwake.cli.demo;

import io.ringwake.cli.load.LoadResult;
import io.ringwake.reactor.Backend;

/**
 * One line of the demo's table.
 *
 * @param path how the load reached the echo service
 */
record Measurement(Backend backend, String path, LoadResult result) {}
