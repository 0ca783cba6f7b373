/**
 * The contracts everything else is written against: {@link io.ringwake.future.Future}, {@link
 * io.ringwake.future.Poll}, {@link io.ringwake.future.Context}, {@link io.ringwake.future.Waker}.
 * They depend on nothing, and every layer may use them.
 */
@NullMarked
package io.ringwake.future;

import org.jspecify.annotations.NullMarked;
