/**
 * {@code ringwake doctor}: what this machine offers to the runtime, and what it withholds and why.
 *
 * <p>Everything found is put in one tree of named values, which is printed as text or as JSON, so
 * that the two cannot tell different stories. What the system does not say is left out.
 */
@NullMarked
package io.ringwake.cli.doctor;

import org.jspecify.annotations.NullMarked;
