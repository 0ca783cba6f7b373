/**
 * Operations on a ring: slots and tokens, submission, completion, cancellation, and the ownership
 * of file descriptors. One {@link io.ringwake.reactor.Reactor} belongs to one thread.
 */
@NullMarked
package io.ringwake.reactor;

import org.jspecify.annotations.NullMarked;
