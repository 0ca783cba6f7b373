/**
 * The metrics of a runtime over JMX. Loaded only when a runtime is built with {@code jmx}, or when
 * somebody outside asks for {@link io.ringwake.jmx.TaskDumps}; the rest works where the module
 * {@code java.management} is missing.
 *
 * <pre>
 * field                         who reads  who writes  mode  guard
 * RuntimeRegistration.lastId    any        any         RMW
 * </pre>
 */
@NullMarked
package io.ringwake.jmx;

import org.jspecify.annotations.NullMarked;
