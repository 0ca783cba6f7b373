package io.ringwake.ffi;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds and loads the C library: the file that was named, else the embedded build for this
 * platform, else, if asked to, the system's copy.
 *
 * <p>The embedded library is unpacked into {@code ringwake.native.dir}, else the temporary
 * directory, else, if that cannot be written to or executed from, a per-user cache. Each class
 * loader unpacks its own copy, because the JVM loads one path into one class loader only.
 */
final class NativeLoader {
    private final LoaderSettings settings;
    private final LoaderSystem system;
    private final Binding binding;
    private final LoadReport report = new LoadReport();

    NativeLoader(LoaderSettings settings, LoaderSystem system, Binding binding) {
        this.settings = settings;
        this.system = system;
        this.binding = binding;
    }

    static NativeLoader fromSystemProperties() {
        LoaderSettings settings = LoaderSettings.of(name -> System.getProperty(name, ""));
        Binding binding = Bindings.named(settings.binding().orElse(JniBinding.NAME));
        return new NativeLoader(settings, LoaderSystem.current(), binding);
    }

    /**
     * Loads the library and checks its version.
     *
     * @throws NativeUnavailableException with everything that was tried
     */
    NativeLibrary load() {
        report.note("binding " + bindingUsed());
        report.note("os.name=" + system.osName() + " os.arch=" + system.osArch());
        if (settings.disabled()) {
            throw report.toException("switched off by " + LoaderSettings.DISABLE + "=true");
        }
        if (settings.provided()) {
            if (!binding.name().equals(JniBinding.NAME)) {
                throw report.toException(
                        LoaderSettings.PROVIDED
                                + "=true: only the jni binding finds such a library");
            }
            return bind("provided by the program");
        }
        if (settings.file().isPresent()) {
            return loadNamed(settings.file().get());
        }
        return loadEmbedded().or(this::loadFromSystem).orElseThrow(this::nothingWorked);
    }

    private NativeUnavailableException nothingWorked() {
        if (PlatformKey.of(system.osName(), system.osArch()).isEmpty()) {
            return report.toException(PlatformKey.unsupported(system.osName(), system.osArch()));
        }
        return report.toException(reason().orElse("could not be loaded"));
    }

    /** One that is the user's to mend, whatever was tried. */
    private Optional<String> reason() {
        if (report.nativeAccessWasDenied()) {
            return Optional.of(NativeAccess.denied(binding));
        }
        return report.missingClass()
                .map(missing ->
                        "the "
                                + binding.name()
                                + " binding needs "
                                + missing.replace('/', '.')
                                + ", which is missing: add what it depends on to the class"
                                + " path, on the module path with --add-modules"
                                + " ALL-MODULE-PATH");
    }

    private NativeLibrary loadNamed(Path file) {
        String named = LoaderSettings.FILE + "=" + file;
        if (!Files.isRegularFile(file)) {
            throw report.toException(named + ": there is no such file");
        }
        try {
            refuseGlibcOnMusl(Files.readAllBytes(file));
            binding.load(file.toString());
        } catch (IOException | LinkageError | IllegalCallerException e) {
            report.failed(file.toString(), e);
            throw report.toException(named + ": " + reason().orElse("cannot be loaded"));
        }
        return bind(file.toString());
    }

    private Optional<NativeLibrary> loadEmbedded() {
        Optional<PlatformKey> key = PlatformKey.of(system.osName(), system.osArch());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        String resource = key.get().resource();
        report.note("key " + key.get() + ", resource " + resource);
        Optional<URL> url = system.resource(resource);
        if (url.isEmpty()) {
            report.note("the resource is not on the class path");
            return Optional.empty();
        }
        report.note("found " + url.get());
        try {
            byte[] library = read(url.get());
            refuseGlibcOnMusl(library);
            return loadUnpacked(library, key.get());
        } catch (IOException | UnsatisfiedLinkError e) {
            report.failed(url.get().toString(), e);
            return Optional.empty();
        }
    }

    private Optional<NativeLibrary> loadUnpacked(byte[] library, PlatformKey key) {
        for (Path directory : directories()) {
            try (LibraryFile file = LibraryFile.unpack(library, directory, key.suffix())) {
                if (link(file)) {
                    return Optional.of(bind(key.resource()));
                }
                if (!file.isOnNoexecMount()) {
                    return Optional.empty(); // it would fail alike in any other directory
                }
                report.note(
                        directory
                                + " is mounted noexec: set "
                                + LoaderSettings.DIRECTORY
                                + " to a directory that allows execution");
            } catch (IOException e) {
                report.failed(directory.toString(), e);
            }
        }
        return Optional.empty();
    }

    private boolean link(LibraryFile file) {
        try {
            binding.load(file.path().toString());
            return true;
        } catch (LinkageError | IllegalCallerException e) {
            report.failed(file.path().toString(), e);
            return false;
        }
    }

    private List<Path> directories() {
        if (settings.directory().isPresent()) {
            return List.of(settings.directory().get());
        }
        List<Path> directories = new ArrayList<>();
        directories.add(system.temporary());
        directories.add(system.userCache());
        return directories;
    }

    private Optional<NativeLibrary> loadFromSystem() {
        if (!settings.system()) {
            return Optional.empty();
        }
        try {
            binding.loadLibrary("ringwake");
        } catch (LinkageError | IllegalCallerException e) {
            report.failed("System.loadLibrary(\"ringwake\")", e);
            return Optional.empty();
        }
        return Optional.of(bind("the system's ringwake"));
    }

    private NativeLibrary bind(String origin) {
        NativeCalls calls;
        int version;
        try {
            calls = binding.bind();
            version = calls.abiVersion();
        } catch (UnsatisfiedLinkError e) {
            report.failed(origin, e);
            throw report.toException(
                    origin
                            + ": loaded, but its functions were not found (another library, or"
                            + " loaded before by the program or by another copy of these classes,"
                            + " when these were relocated?)");
        }
        if (version != AbiVersion.EXPECTED) {
            throw report.toException(
                    origin
                            + ": has ABI version "
                            + version
                            + ", these classes need "
                            + AbiVersion.EXPECTED
                            + " (an old copy, or two versions on one class path?)");
        }
        return new NativeLibrary(origin, version, bindingUsed(), calls);
    }

    private String bindingUsed() {
        boolean chosen = settings.binding().isPresent();
        return binding.name() + (chosen ? " (" + LoaderSettings.BINDING + ")" : " (the default)");
    }

    private void refuseGlibcOnMusl(byte[] library) {
        if (Libc.needsGlibc(library) && Libc.isMuslProcess(system.processMaps())) {
            throw new UnsatisfiedLinkError("the library needs glibc and this process runs on musl");
        }
    }

    /** Without the cache of jar connections, which would keep the jar open and mapped. */
    private static byte[] read(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
