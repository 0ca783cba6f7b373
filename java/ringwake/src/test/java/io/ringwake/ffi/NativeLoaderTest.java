package io.ringwake.ffi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the loader, with the JVM's part replaced. */
@Timeout(30)
class NativeLoaderTest {
    @TempDir Path temporary;
    private Path unpackDirectory;
    private Path cacheDirectory;
    private Path resource;
    private final Map<String, String> properties = new HashMap<>();
    private final FakeLinker linker = new FakeLinker();

    @BeforeEach
    void writeResource() throws IOException {
        unpackDirectory = Files.createDirectory(temporary.resolve("tmp"));
        cacheDirectory = temporary.resolve("home/.cache/ringwake");
        resource = Files.writeString(temporary.resolve("embedded"), "the library");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux,    amd64,   linux-x86_64",
        "Linux,    x86_64,  linux-x86_64",
        "Linux,    aarch64, linux-aarch64",
        "Mac OS X, x86_64,  osx-x86_64",
        "Mac OS X, aarch64, osx-aarch64",
        "Darwin,   arm64,   osx-aarch64",
        "LINUX,    X64,     linux-x86_64",
    })
    void theKeyNamesSystemAndArchitecture(String os, String arch, String key) {
        PlatformKey platform = PlatformKey.of(os, arch).orElseThrow();
        assertEquals(key, platform.toString());
        String suffix = key.startsWith("osx") ? "dylib" : "so";
        assertEquals(
                "META-INF/native/ringwake/" + key + "/libringwake." + suffix, platform.resource());
    }

    @Test
    void theEmbeddedLibraryIsUnpackedForItsOwnerAloneAndGoneOnceLoaded() throws IOException {
        NativeLibrary library = loader("Linux", "amd64").load();
        assertEquals(AbiVersion.EXPECTED, library.abiVersion());
        assertTrue(library.origin().contains("linux-x86_64"), library.origin());
        assertEquals(1, linker.loaded.size());
        assertEquals("the library", linker.contents.get(0));
        assertEquals("rw-------", linker.permissions.get(0));
        Path file = Path.of(linker.loaded.get(0));
        assertEquals(unpackDirectory, file.getParent());
        assertTrue(
                file.getFileName()
                        .toString()
                        .startsWith("libringwake-" + AbiVersion.EXPECTED + "-"),
                file.toString());
        assertFalse(Files.exists(file));
    }

    @Test
    void noTwoUnpackedFilesHaveTheSameName() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            loader("Linux", "amd64").load();
        }
        names.addAll(linker.loaded);
        assertEquals(20, names.size());
    }

    @Test
    void theNamedDirectoryIsMadeForItsOwnerAloneAndUsed() throws IOException {
        Path directory = temporary.resolve("a/b");
        properties.put(LoaderSettings.DIRECTORY, directory.toString());
        loader("Linux", "amd64").load();
        assertEquals(directory, Path.of(linker.loaded.get(0)).getParent());
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    }

    @Test
    void theNamedFileIsTheOnlyOneTried() throws IOException {
        Path named = Files.writeString(temporary.resolve("mine.so"), "mine");
        properties.put(LoaderSettings.FILE, named.toString());
        assertEquals(named.toString(), loader("Linux", "amd64").load().origin());
        assertEquals(List.of(named.toString()), linker.loaded);

        linker.failures.add(new UnsatisfiedLinkError("wrong ELF class"));
        NativeUnavailableException thrown = failure();
        Messages.assertContains(thrown, "ringwake.native.path=" + named, "wrong ELF class");
        assertEquals(2, linker.loaded.size());
        assertTrue(Files.exists(named));
    }

    @Test
    void aNamedFileThatIsMissingIsAnError() {
        properties.put(LoaderSettings.FILE, "/nowhere/lib.so");
        Messages.assertContains(
                failure(), "ringwake.native.path=/nowhere/lib.so: there is no such file");
        assertEquals(List.of(), linker.loaded);
    }

    @ParameterizedTest
    @ValueSource(strings = {LoaderSettings.FILE, LoaderSettings.DIRECTORY})
    void relativePathsAreRefused(String property) {
        properties.put(property, "lib");
        Messages.assertContains(failure(), property + "=lib: must be an absolute path");
    }

    @ParameterizedTest
    @ValueSource(strings = {LoaderSettings.DISABLE, LoaderSettings.SYSTEM, LoaderSettings.PROVIDED})
    void flagsAreTrueOrFalse(String property) {
        properties.put(property, "maybe");
        Messages.assertContains(failure(), property + "=maybe: must be true or false");
        properties.put(property, "false");
        assertEquals(AbiVersion.EXPECTED, loader("Linux", "amd64").load().abiVersion());
    }

    @Test
    void switchedOffItLoadsNothing() {
        properties.put(LoaderSettings.DISABLE, "true");
        Messages.assertContains(failure(), "switched off by ringwake.native.disable=true");
        assertEquals(List.of(), linker.loaded);
    }

    @Test
    void providedByTheProgramItLoadsNothingButChecksTheVersion() {
        properties.put(LoaderSettings.PROVIDED, "true");
        assertEquals("provided by the program", loader("Linux", "amd64").load().origin());
        assertEquals(List.of(), linker.loaded);
        linker.unbound = true;
        Messages.assertContains(failure(), "functions were not found");
    }

    /** Only where it was asked for, and last: an old system copy must not hide a build error. */
    @Test
    void theSystemsCopyIsUsedOnlyIfAskedFor() {
        linker.failures.add(new UnsatisfiedLinkError("broken"));
        Messages.assertContains(failure(), "broken");
        assertEquals(List.of(), linker.names);
        properties.put(LoaderSettings.SYSTEM, "true");
        linker.failures.add(new UnsatisfiedLinkError("broken"));
        assertEquals("the system's ringwake", loader("Linux", "amd64").load().origin());
        assertEquals(List.of("ringwake"), linker.names);
    }

    @Test
    void anotherAbiVersionIsRefused() {
        linker.version = AbiVersion.EXPECTED + 1;
        Messages.assertContains(
                failure(),
                "has ABI version %d, these classes need %d"
                        .formatted(AbiVersion.EXPECTED + 1, AbiVersion.EXPECTED));
    }

    @ParameterizedTest
    @CsvSource({
        "Windows 11, amd64, 'run the program in WSL 2 or in a Linux container'",
        "Windows Server 2022, aarch64, 'run the program in WSL 2 or in a Linux container'",
        "FreeBSD, amd64, '-Dringwake.native.path names a build of your own'",
        "Linux, x86, '-Dringwake.native.path names a build of your own'",
        "Linux, i386, '-Dringwake.native.path names a build of your own'",
        "Linux, arm, '-Dringwake.native.path names a build of your own'",
        "Linux, ppc64le, '-Dringwake.native.path names a build of your own'",
        "Linux, riscv64, '-Dringwake.native.path names a build of your own'",
        "Linux, s390x, '-Dringwake.native.path names a build of your own'",
        "AIX, ppc64, '-Dringwake.native.path names a build of your own'",
    })
    void anUnsupportedPlatformIsNamedWithWhatToDo(String os, String arch, String advice) {
        Messages.assertContains(
                assertThrows(NativeUnavailableException.class, () -> loader(os, arch).load()),
                os + " on " + arch + " is not supported: Ringwake runs on Linux and macOS",
                advice);
        assertEquals(List.of(), linker.loaded);
    }

    @Test
    void aBuildOfOnesOwnLoadsOnAnyPlatform() throws IOException {
        Path named = Files.writeString(temporary.resolve("mine.so"), "mine");
        properties.put(LoaderSettings.FILE, named.toString());
        assertEquals(named.toString(), loader("FreeBSD", "amd64").load().origin());
    }

    @Test
    void aMissingResourceIsNamed() {
        resource = temporary.resolve("missing");
        Messages.assertContains(
                failure(), "META-INF/native/ringwake/linux-x86_64/libringwake.so", "not on the");
    }

    @Test
    void theReportNamesPlatformKeyResourceAndPathsAndKeepsTheCauses() {
        UnsatisfiedLinkError cause = new UnsatisfiedLinkError("no such symbol");
        linker.failures.add(cause);
        NativeUnavailableException thrown = failure();
        Messages.assertContains(
                thrown,
                "os.name=Linux os.arch=amd64",
                "key linux-x86_64",
                "resource META-INF/native/ringwake/linux-x86_64/libringwake.so",
                "tried " + linker.loaded.get(0) + ": no such symbol");
        assertEquals(List.of(cause), List.of(thrown.getSuppressed()));
        assertEquals(1, linker.loaded.size()); // not a question of the directory
    }

    @Test
    void aDirectoryThatCannotBeWrittenToGivesWayToTheUsersCache() throws IOException {
        unpackDirectory = Files.writeString(temporary.resolve("file"), "not a directory");
        loader("Linux", "amd64").load();
        assertEquals(cacheDirectory, Path.of(linker.loaded.get(0)).getParent());
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(cacheDirectory)));
    }

    @Test
    void nothingIsLeftBehindWhenLoadingFails() throws IOException {
        linker.failures.add(new UnsatisfiedLinkError("broken"));
        failure();
        try (Stream<Path> left = Files.list(unpackDirectory)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void nativeAccessThatIsDeniedIsReportedWithTheOptionThatGrantsIt() {
        linker.illegalCaller = true;
        Messages.assertContains(
                failure(),
                "denies native access to the jni binding: add --enable-native-access=ALL-UNNAMED");
        linker.caller = Object.class.getModule();
        properties.put(LoaderSettings.FILE, resource.toString());
        Messages.assertContains(
                failure(),
                "ringwake.native.path=" + resource + ": this JVM denies native access to the jni",
                "add --enable-native-access=java.base");
    }

    @Test
    void aLibraryThatTheBindingNeedsAndThatIsMissingIsNamed() {
        linker.failures.add(new NoClassDefFoundError("com/sun/jna/Library"));
        Messages.assertContains(
                failure(),
                "the jni binding needs com.sun.jna.Library, which is missing: add what it depends",
                "--add-modules ALL-MODULE-PATH");
    }

    @Test
    void aLibraryThatIsThereAndBrokenIsNotCalledMissing() {
        linker.failures.add(new NoClassDefFoundError("Could not initialize class com.sun.jna.X"));
        NativeUnavailableException thrown = failure();
        Messages.assertContains(thrown, "could not be loaded", "class com.sun.jna.X");
        assertFalse(String.valueOf(thrown.getMessage()).contains("missing"), thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGlibcLibraryIsKeptOutOfAMuslProcess(boolean interrupted) throws IOException {
        Path maps = Files.writeString(temporary.resolve("maps"), "7f /lib/ld-musl-x86_64.so.1\n");
        Files.write(resource, "...libc.so.6\0...".getBytes(StandardCharsets.US_ASCII));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        NativeUnavailableException thrown =
                assertThrows(
                        NativeUnavailableException.class,
                        () -> loader("Linux", "amd64", maps).load());
        assertEquals(interrupted, Thread.interrupted());
        Messages.assertContains(thrown, "needs glibc and this process runs on musl");
        assertEquals(List.of(), linker.loaded);

        Files.writeString(resource, "needs no libc");
        loader("Linux", "amd64", maps).load();
        assertEquals(1, linker.loaded.size());
    }

    private NativeUnavailableException failure() {
        return assertThrows(
                NativeUnavailableException.class, () -> loader("Linux", "amd64").load());
    }

    private NativeLoader loader(String os, String arch) {
        return loader(os, arch, Path.of("/proc/self/maps"));
    }

    private NativeLoader loader(String os, String arch, Path maps) {
        LoaderSystem system =
                new LoaderSystem(os, arch, unpackDirectory, cacheDirectory, maps, this::find);
        return new NativeLoader(
                LoaderSettings.of(name -> properties.getOrDefault(name, "")), system, linker);
    }

    private Optional<URL> find(String name) {
        try {
            return Files.exists(resource)
                    ? Optional.of(resource.toUri().toURL())
                    : Optional.empty();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    private static final class FakeLinker implements Binding {
        final List<String> loaded = new ArrayList<>();
        final List<String> contents = new ArrayList<>();
        final List<String> permissions = new ArrayList<>();
        final List<String> names = new ArrayList<>();
        final List<LinkageError> failures = new ArrayList<>();
        int version = AbiVersion.EXPECTED;
        boolean unbound;
        boolean illegalCaller;
        Module caller = getClass().getClassLoader().getUnnamedModule();

        @Override
        public Module nativeCaller() {
            return caller;
        }

        @Override
        public String name() {
            return "jni";
        }

        @Override
        public void load(String absolutePath) {
            loaded.add(absolutePath);
            if (illegalCaller) {
                throw new IllegalCallerException("native access is denied");
            }
            Path path = Path.of(absolutePath);
            try {
                contents.add(Files.readString(path));
                permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
        }

        @Override
        public void loadLibrary(String name) {
            names.add(name);
        }

        @Override
        public NativeCalls bind() {
            return new DelegatingCalls(new JniCalls()) {
                @Override
                public int abiVersion() {
                    if (unbound) {
                        throw new UnsatisfiedLinkError("abiVersion");
                    }
                    return version;
                }
            };
        }
    }
}
