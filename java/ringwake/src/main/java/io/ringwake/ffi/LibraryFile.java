package io.ringwake.ffi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The embedded library, unpacked for one class loader: a file of a random name that only its owner
 * can read, gone once it is loaded. A name that can be guessed, or a file that is shared, could be
 * replaced by someone else between writing and loading.
 */
final class LibraryFile implements AutoCloseable {
    private final Path path;

    private LibraryFile(Path path) {
        this.path = path;
    }

    /** Writes the bytes into the directory, which is made (for its owner alone) if missing. */
    static LibraryFile unpack(byte[] library, Path directory, String suffix) throws IOException {
        Files.createDirectories(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String prefix = "libringwake-" + AbiVersion.EXPECTED + "-";
        LibraryFile file =
                new LibraryFile(
                        Files.createTempFile(
                                directory,
                                prefix,
                                suffix,
                                PosixFilePermissions.asFileAttribute(
                                        PosixFilePermissions.fromString("rw-------"))));
        try {
            Files.write(file.path, library);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        return file;
    }

    Path path() {
        return path;
    }

    /** Whether nothing in its directory can be executed, which is what noexec mounts do. */
    boolean isOnNoexecMount() {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            return !Files.isExecutable(path);
        } catch (IOException e) {
            // The file or its mount cannot be asked: then noexec is not what is known to be wrong.
            return false;
        }
    }

    /** Deletes the file; what is loaded stays loaded. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
