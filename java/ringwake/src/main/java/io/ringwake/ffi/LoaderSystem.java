package io.ringwake.ffi;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
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
    /**
     * This machine; resources come from the loader of these classes, from their jar if it can be.
     */
    static LoaderSystem current() {
        String os = System.getProperty("os.name", "");
        return new LoaderSystem(
                os,
                System.getProperty("os.arch", ""),
                Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath(),
                userCache(os, Path.of(System.getProperty("user.home", "/")).toAbsolutePath()),
                Path.of("/proc/self/maps"),
                LoaderSystem::find);
    }

    Optional<URL> resource(String name) {
        return resources.apply(name);
    }

    /** Two versions of these classes, in two jars, have the file under one name. */
    private static Optional<URL> find(String name) {
        String file = LoaderSystem.class.getName().replace('.', '/') + ".class";
        return Optional.ofNullable(LoaderSystem.class.getResource("/" + file))
                .flatMap(own -> firstUnder(own.toString().replace(file, ""), all(name)))
                .or(() -> Optional.ofNullable(LoaderSystem.class.getResource("/" + name)));
    }

    static Optional<URL> firstUnder(String root, List<URL> found) {
        return found.stream().filter(url -> url.toString().startsWith(root)).findFirst();
    }

    /** What the class loader lists, which may lack what it finds one by one. */
    private static List<URL> all(String name) {
        ClassLoader loader = LoaderSystem.class.getClassLoader();
        try {
            return loader == null ? List.of() : Collections.list(loader.getResources(name));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path userCache(String os, Path home) {
        return os.toLowerCase(Locale.ROOT).startsWith("mac")
                ? home.resolve("Library/Caches/ringwake")
                : home.resolve(".cache/ringwake");
    }
}
