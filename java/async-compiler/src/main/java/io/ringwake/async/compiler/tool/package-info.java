/**
 * Ways to run the compiler without Maven: {@link io.ringwake.async.compiler.tool.Main} over
 * directories of class files, {@link io.ringwake.async.compiler.tool.Agent} while classes are
 * loaded. Both are thin: what they do is read, compile, write.
 */
@NullMarked
package io.ringwake.async.compiler.tool;

import org.jspecify.annotations.NullMarked;
