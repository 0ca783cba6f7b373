/**
 * The types of option values, and their readers. A reader's complaint holds the value and what is
 * allowed; picocli puts the option's name in front.
 */
@NullMarked
package io.ringwake.cli.argument;

import org.jspecify.annotations.NullMarked;
