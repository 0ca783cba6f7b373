package io.ringwake.io;

/**
 * What {@link Copy#bidirectional} moved.
 *
 * @param aToB bytes read from the first and written to the second
 * @param bToA bytes read from the second and written to the first
 */
public record CopyCounts(long aToB, long bToA) {}
