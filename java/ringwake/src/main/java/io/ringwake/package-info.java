/** The entry point: {@link io.ringwake.Ringwake} and {@link io.ringwake.Handle}. */
@NullMarked
package io.ringwake;

import org.jspecify.annotations.NullMarked;
