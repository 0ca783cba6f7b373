/**
 * The binding over JNA, for {@code -Dringwake.ffi=jna}. JNA's direct mapping is used: a call goes
 * through libffi, without the reflection of JNA's interface mapping.
 *
 * <pre>
 *   field                   who reads       who writes      mode      guard
 *   JnaBinding.library      the loader      the loader      plain     the loader's lock
 * </pre>
 */
@NullMarked
package io.ringwake.ffi.jna;

import org.jspecify.annotations.NullMarked;
