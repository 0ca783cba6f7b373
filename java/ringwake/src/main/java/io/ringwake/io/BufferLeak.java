package io.ringwake.io;

/**
 * A buffer that became garbage without being closed.
 *
 * @param what which kind of buffer, and its size
 * @param taken the stack of the call that took it
 */
public record BufferLeak(String what, Throwable taken) {}
