/** {@code ringwake echo}: sends back what it receives. */
@NullMarked
package io.ringwake.cli.echo;

import org.jspecify.annotations.NullMarked;
