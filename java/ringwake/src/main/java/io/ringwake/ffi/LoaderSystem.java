package io.ringwake.ffi;

import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the loader sees of the machine.
 *
 * @param temporary where files are unpacked first
 * @param userCache where they are unpacked if that fails
 * @param processMaps the list of this process's mappings, {@code /proc/self/maps}
 * @param resources looks an embedded file up
 */
record LoaderSystem(
        String osName,
        String osArch,
        Path temporary,
        Path userCache,
        Path processMaps,
        Function<String, Optional<URL>> resources) {
    /** This machine; resources come from the loader of these classes, and of no other. */
    static LoaderSystem current() {
        String os = System.getProperty("os.name", "");
        return new LoaderSystem(
                os,
                System.getProperty("os.arch", ""),
                Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath(),
                userCache(os, Path.of(System.getProperty("user.home", "/")).toAbsolutePath()),
                Path.of("/proc/self/maps"),
                name -> Optional.ofNullable(LoaderSystem.class.getResource("/" + name)));
    }

    Optional<URL> resource(String name) {
        return resources.apply(name);
    }

    private static Path userCache(String os, Path home) {
        return os.toLowerCase(Locale.ROOT).startsWith("mac")
                ? home.resolve("Library/Caches/ringwake")
                : home.resolve(".cache/ringwake");
    }
}
