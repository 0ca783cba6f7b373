/**
 * The door to the C library: its function table, how it is found and loaded, the layouts of its
 * structs, and its errors. Nothing above this package knows which binding carries the calls.
 *
 * <pre>
 *   field                       who reads    who writes     mode      guard
 *   NativeLibrary.Holder        any thread   first caller   plain     class initialisation
 *   FfmBinding.linked           any thread   first caller   volatile  that initialisation
 *   NativeMemory.released       any thread   closer         volatile  compare-and-set
 *   JniLoading.failure          its starter  itself         plain     Thread.join
 * </pre>
 */
@NullMarked
package io.ringwake.ffi;

import org.jspecify.annotations.NullMarked;
