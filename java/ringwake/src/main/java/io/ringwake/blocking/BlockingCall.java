package io.ringwake.blocking;

import org.jspecify.annotations.Nullable;

/**
 * Work that has not ended.
 *
 * @param work what was accepted
 * @param thread that does it; null while it is queued
 */
public record BlockingCall(BlockingWork work, @Nullable Thread thread) {}
