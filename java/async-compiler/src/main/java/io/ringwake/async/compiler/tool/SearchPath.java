package io.ringwake.async.compiler.tool;

import io.ringwake.async.compiler.ClassPath;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Directories and jars, and behind them the classes of the running JDK. Read only: a class loader
 * finds the files, and is never asked for a class.
 */
public final class SearchPath implements ClassPath, AutoCloseable {
    private final URLClassLoader files;

    /** Opens the entries; those that do not exist are empty. */
    public SearchPath(List<Path> entries) {
        files =
                new URLClassLoader(
                        entries.stream().map(SearchPath::url).toArray(URL[]::new),
                        ClassLoader.getPlatformClassLoader());
    }

    /** Splits a class path as the java command takes it. */
    static List<Path> split(String classPath) {
        return List.of(classPath.split(File.pathSeparator, -1)).stream()
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    private static URL url(Path entry) {
        try {
            URI uri = entry.toUri();
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte @Nullable [] find(String internalName) throws IOException {
        try (InputStream in = files.getResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
