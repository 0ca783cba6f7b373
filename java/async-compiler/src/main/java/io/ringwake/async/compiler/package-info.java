/**
 * Compiles async blocks to state machines, class file by class file: {@link
 * io.ringwake.async.compiler.AsyncCompiler} is the way in.
 *
 * <p>Works on what javac made, at build time or in an agent. It never loads a class it reads. All
 * types are confined to the call they serve; {@code AsyncCompiler} may be called by any number of
 * threads.
 */
@NullMarked
package io.ringwake.async.compiler;

import org.jspecify.annotations.NullMarked;
