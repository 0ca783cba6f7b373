/** Sleeping and deadlines, the users' view of the timer wheel. */
@NullMarked
package io.ringwake.time;

import org.jspecify.annotations.NullMarked;
