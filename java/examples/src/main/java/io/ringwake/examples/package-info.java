/** Programs to start from. What the README shows is taken from here, word for word. */
@NullMarked
package io.ringwake.examples;

import org.jspecify.annotations.NullMarked;
