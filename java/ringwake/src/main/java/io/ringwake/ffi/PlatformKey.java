package io.ringwake.ffi;

import java.util.Locale;
import java.util.Optional;

/**
 * Which build of the library fits: {@code <os>-<arch>}, with os one of linux, osx and arch one of
 * x86_64, aarch64.
 */
record PlatformKey(String os, String arch) {
    private static final String SUPPORTED = "Linux and macOS, each on x86_64 and aarch64 (64 bit)";

    /** From the values of {@code os.name} and {@code os.arch}; empty if unsupported. */
    static Optional<PlatformKey> of(String osName, String osArch) {
        String os = osOf(osName.toLowerCase(Locale.ROOT));
        String arch = archOf(osArch.toLowerCase(Locale.ROOT));
        return os.isEmpty() || arch.isEmpty()
                ? Optional.empty()
                : Optional.of(new PlatformKey(os, arch));
    }

    /** What a user is told where {@link #of} finds nothing. */
    static String unsupported(String osName, String osArch) {
        boolean windows = osName.toLowerCase(Locale.ROOT).startsWith("windows");
        return osName
                + " on "
                + osArch
                + " is not supported: Ringwake runs on "
                + SUPPORTED
                + (windows
                        ? "; on Windows, run the program in WSL 2 or in a Linux container"
                        : "; elsewhere, -D" + LoaderSettings.FILE + " names a build of your own");
    }

    /** Under a folder of its own, so that jars merged into one do not clash. */
    String resource() {
        return "META-INF/native/ringwake/" + this + "/libringwake" + suffix();
    }

    String suffix() {
        return os.equals("osx") ? ".dylib" : ".so";
    }

    @Override
    public String toString() {
        return os + "-" + arch;
    }

    private static String osOf(String name) {
        if (name.startsWith("linux")) {
            return "linux";
        }
        return name.startsWith("mac") || name.startsWith("darwin") ? "osx" : "";
    }

    private static String archOf(String name) {
        return switch (name) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch64";
            default -> "";
        };
    }
}
