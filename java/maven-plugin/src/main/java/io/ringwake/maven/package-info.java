/**
 * The Maven plugin: {@link io.ringwake.maven.AsyncMojo} and {@link io.ringwake.maven.AsyncTestMojo}
 * hand directories of class files to the compiler of async blocks, by way of {@link
 * io.ringwake.maven.ClassDirectory}, which knows what has changed since the last build.
 */
@NullMarked
package io.ringwake.maven;

import org.jspecify.annotations.NullMarked;
