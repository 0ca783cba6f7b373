/**
 * The binding over jnr-ffi, for {@code -Dringwake.ffi=jnr}. On x86_64 jnr-ffi compiles a stub for
 * each function, which costs about what JNI does; elsewhere it goes through libffi.
 *
 * <pre>
 *   field                   who reads       who writes      mode      guard
 *   JnrBinding.functions    the loader      the loader      plain     the loader's lock
 * </pre>
 */
@NullMarked
package io.ringwake.ffi.jnr;

import org.jspecify.annotations.NullMarked;
