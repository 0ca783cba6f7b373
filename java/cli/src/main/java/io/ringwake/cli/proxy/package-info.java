/**
 * {@code ringwake proxy}: carries TCP connections to an upstream.
 *
 * <p>A connection is one task: it connects to the upstream and then drives a {@link
 * io.ringwake.cli.proxy.Link}, which relays both directions.
 */
@NullMarked
package io.ringwake.cli.proxy;

import org.jspecify.annotations.NullMarked;
