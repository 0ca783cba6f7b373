/**
 * {@code ringwake proxy}: carries TCP connections to an upstream.
 *
 * <p>A connection is one task: {@link io.ringwake.cli.proxy.ProxyConnection} connects to the
 * upstream and then drives two {@link io.ringwake.cli.proxy.Relay}s, one for each direction.
 */
@NullMarked
package io.ringwake.cli.proxy;

import org.jspecify.annotations.NullMarked;
