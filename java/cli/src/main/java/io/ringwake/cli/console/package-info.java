/** How results look: tables, JSON, quantities, and log lines that cannot flood. */
@NullMarked
package io.ringwake.cli.console;

import org.jspecify.annotations.NullMarked;
