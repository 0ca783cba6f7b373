/**
 * What {@code echo} and {@code proxy} share: one listener or one for each worker, a task for each
 * connection, and an orderly end.
 *
 * <pre>
 *   field        who reads   who writes  mode   guard
 *   Connections  any worker  any worker  plain  its monitor
 *   Acceptor     its task    its task    plain  one task each
 * </pre>
 */
@NullMarked
package io.ringwake.cli.serve;

import org.jspecify.annotations.NullMarked;
