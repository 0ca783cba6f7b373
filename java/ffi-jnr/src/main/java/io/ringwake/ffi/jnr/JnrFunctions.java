package io.ringwake.ffi.jnr;

import io.ringwake.ffi.NativeFunctions;

/**
 * What jnr-ffi implements, with a class that is in no module: this package is exported to it, the
 * one of {@link NativeFunctions} is not.
 */
public interface JnrFunctions extends NativeFunctions {}
