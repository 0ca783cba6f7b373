package io.ringwake.ffi;

/**
 * Loads the library in a JVM of its own and says how it went, for {@link NativeLoaderProcessTest}.
 */
final class LoadingProgram {
    private LoadingProgram() {}

    @SuppressWarnings("SystemOut") // what the test reads
    public static void main(String[] args) {
        try {
            NativeLibrary library = NativeLibrary.get();
            System.out.println("loaded " + library.origin() + ", abi " + library.abiVersion());
            NativeMemory.map(library.bound(), 1).close();
        } catch (NativeUnavailableException e) {
            System.out.println(e.getMessage());
            for (Throwable suppressed : e.getSuppressed()) {
                System.out.println("suppressed: " + suppressed);
            }
            System.out.println("same failure: " + (e == second()));
        }
    }

    private static Object second() {
        try {
            return NativeLibrary.get();
        } catch (NativeUnavailableException e) {
            return e;
        }
    }
}
