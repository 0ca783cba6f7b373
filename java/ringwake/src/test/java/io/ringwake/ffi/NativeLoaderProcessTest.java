package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ringwake.Emulator;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The loader in whole JVMs and in class loaders of their own, with the real library. */
@Timeout(120)
class NativeLoaderProcessTest {
    @TempDir Path temporary;

    /** The JVM loads one path into one class loader only: each has its own copy. */
    @Test
    void twoClassLoadersLoadTheLibraryEach() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        List<Class<?>> libraries = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
                Class<?> library = loader.loadClass(NativeLibrary.class.getName());
                Method get = library.getMethod("get");
                Method version = library.getMethod("abiVersion");
                assertEquals(AbiVersion.EXPECTED, version.invoke(get.invoke(null)));
                libraries.add(library);
            }
        }
        assertNotSame(libraries.get(0), libraries.get(1));
    }

    @Test
    void aFreshJvmLoadsTheEmbeddedLibraryAndLeavesNothingBehind() throws Exception {
        String output = LoadingJvm.run("-Xcheck:jni", "-Djava.io.tmpdir=" + temporary);
        assertTrue(output.contains("loaded " + resource()), output);
        assertTrue(output.contains("abi " + AbiVersion.EXPECTED), output);
        assertTrue(!output.contains("WARNING in native method"), output);
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.filter(p -> p.toString().contains("ringwake")).toList());
        }
    }

    @Test
    void aFreshJvmLoadsTheNamedFile() throws Exception {
        Path file = unpack();
        assertTrue(LoadingJvm.run("-Dringwake.native.path=" + file).contains("loaded " + file));
        assertTrue(Files.exists(file));
    }

    @Test
    void aFreshJvmLoadsTheSystemsCopyIfTheEmbeddedOneIsOfNoUse() throws Exception {
        Path directory = unpack().getParent();
        String output =
                LoadingJvm.run(
                        "-Dringwake.native.useSystem=true",
                        "-Djava.library.path=" + directory,
                        "-Dringwake.native.dir=/proc/ringwake");
        assertTrue(output.contains("loaded the system's ringwake"), output);
    }

    @Test
    void switchedOffTheFailureIsClearAndTheSameEveryTime() throws Exception {
        String output = LoadingJvm.run("-Dringwake.native.disable=true");
        assertTrue(output.contains("switched off by ringwake.native.disable=true"), output);
        assertTrue(output.contains("same failure: true"), output);
    }

    @Test
    void aFileThatIsNoLibraryIsReported() throws Exception {
        Path file = Files.writeString(temporary.resolve("text.so"), "not a library");
        String output = LoadingJvm.run("-Dringwake.native.path=" + file);
        assertTrue(output.contains("ringwake.native.path=" + file + ": cannot be loaded"), output);
        assertTrue(output.contains("suppressed: java.lang.UnsatisfiedLinkError"), output);
    }

    /** A mount without execution, made for the test where the user may; else skipped. */
    @Test
    void aNoexecTemporaryDirectoryGivesWayToTheUsersCache() throws Exception {
        Emulator.assumeNone("qemu maps code as data, which a noexec mount allows");
        Path mount = Files.createDirectory(temporary.resolve("noexec"));
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "noexec,size=16m", "ringwake", "" + mount),
                "only root may mount");
        try {
            Path home = Files.createDirectory(temporary.resolve("home"));
            String output = LoadingJvm.run("-Djava.io.tmpdir=" + mount, "-Duser.home=" + home);
            assertTrue(output.contains("loaded META-INF/native/ringwake/"), output);
            assertTrue(Files.isDirectory(home.resolve(".cache/ringwake")));

            String named = LoadingJvm.run("-Dringwake.native.dir=" + mount);
            assertTrue(named.contains(mount + " is mounted noexec"), named);
            assertTrue(named.contains("set ringwake.native.dir to a directory"), named);
        } finally {
            command("umount", mount.toString());
        }
    }

    private Path unpack() throws IOException {
        Path file = temporary.resolve(System.mapLibraryName("ringwake"));
        try (var in = NativeLibrary.class.getResourceAsStream("/" + resource())) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private static String resource() {
        return PlatformKey.of(System.getProperty("os.name"), System.getProperty("os.arch"))
                .orElseThrow()
                .resource();
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
