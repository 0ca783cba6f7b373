package io.ringwake.shipped;

import java.util.List;
import java.util.Set;

/** What a shared library says of itself, read from its bytes, whichever system it is for. */
interface LibraryFile {
    /** The platform it is for, as the jar names it: {@code linux-x86_64}. */
    String platform();

    /** Names that leave it. */
    Set<String> exports();

    /** Names it takes from the process, weak ones too. */
    Set<String> imports();

    /** Libraries it needs. */
    List<String> needed();

    /** What is wrong with how it was linked, stripped or signed; empty if nothing is. */
    List<String> faults();

    /**
     * Reads either format.
     *
     * @throws IllegalArgumentException if it is neither, or cut off
     */
    static LibraryFile read(byte[] bytes) {
        try {
            return bytes[0] == 0x7f ? new ElfLibrary(bytes) : new MachLibrary(bytes);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a library, or not all of one", e);
        }
    }
}
