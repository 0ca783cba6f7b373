package io.ringwake.shipped;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/** A library in an archive that users get: the jar, or a nar. */
final class ShippedLibrary {
    private static final Pattern IN_JAR =
            Pattern.compile("META-INF/native/ringwake/([^/]+)/libringwake\\.(so|dylib)");
    private static final Pattern IN_NAR =
            Pattern.compile("lib/([^/]+)/jni/libringwake\\.(so|dylib)");

    /** What the NAR plugin calls the platforms. */
    private static final Map<String, String> AOLS =
            Map.of(
                    "amd64-Linux-gpp", "linux-x86_64",
                    "aarch64-Linux-gpp", "linux-aarch64",
                    "x86_64-MacOSX-gpp", "osx-x86_64",
                    "aarch64-MacOSX-gpp", "osx-aarch64");

    private final Path archive;
    private final String platform;
    private final byte[] bytes;

    private ShippedLibrary(Path archive, String platform, byte[] bytes) {
        this.archive = archive;
        this.platform = platform;
        this.bytes = bytes;
    }

    static List<ShippedLibrary> inJar(Path jar) throws IOException {
        return in(jar, IN_JAR);
    }

    /** Those of every nar in a directory; the nar that is the jar once more holds none. */
    static List<ShippedLibrary> inNars(Path directory) throws IOException {
        List<ShippedLibrary> found = new ArrayList<>();
        try (DirectoryStream<Path> nars = Files.newDirectoryStream(directory, "*-jni.nar")) {
            for (Path nar : nars) {
                found.addAll(in(nar, IN_NAR));
            }
        }
        return found;
    }

    private static List<ShippedLibrary> in(Path archive, Pattern pattern) throws IOException {
        List<ShippedLibrary> found = new ArrayList<>();
        try (JarFile jar = new JarFile(archive.toFile())) {
            for (ZipEntry entry : jar.stream().toList()) {
                Matcher matcher = pattern.matcher(entry.getName());
                if (matcher.matches()) {
                    String platform = AOLS.getOrDefault(matcher.group(1), matcher.group(1));
                    byte[] bytes = jar.getInputStream(entry).readAllBytes();
                    found.add(new ShippedLibrary(archive, platform, bytes));
                }
            }
        }
        return found;
    }

    Path archive() {
        return archive;
    }

    /** The platform that the archive says it is for. */
    String platform() {
        return platform;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return platform + " in " + archive.getFileName();
    }
}
