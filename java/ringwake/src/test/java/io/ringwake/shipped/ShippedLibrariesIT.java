package io.ringwake.shipped;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The C libraries that users get, whichever the jar and the nars hold: at least this platform's, or
 * those that {@code -Dringwake.test.platforms} names, separated by commas.
 */
final class ShippedLibrariesIT {
    private static final Path JAR = Path.of(property("ringwake.test.jar"));
    private static final Path NATIVE = Path.of(property("ringwake.test.native"));

    private static final Set<String> PLATFORMS =
            new TreeSet<>(
                    List.of(
                            System.getProperty(
                                            "ringwake.test.platforms",
                                            property("ringwake.test.platform"))
                                    .split(",", -1)));

    /** Two folders or more, from the root. Code read as text hardly ever looks like that. */
    private static final Pattern PATH = Pattern.compile("(?<![\\w/])(?:/[\\w.+-]{2,}){2,}");

    private static final Set<String> PATHS_OF_MACOS =
            Set.of("/usr/lib/libSystem.B.dylib", "/usr/lib/dyld");

    private static final Pattern DECLARATION =
            Pattern.compile("RW_API [a-z0-9_]+ [*]?(rw_\\w+)\\(");

    private static List<ShippedLibrary> inJar() throws IOException {
        return ShippedLibrary.inJar(JAR);
    }

    /** None in a build that was told to make none; there may be those of an earlier one. */
    private static List<ShippedLibrary> inNars() throws IOException {
        boolean skipped = System.getProperty("ringwake.nar.skip") != null;
        return skipped ? List.of() : ShippedLibrary.inNars(NATIVE.resolve("target"));
    }

    private static Stream<ShippedLibrary> all() throws IOException {
        return Stream.concat(inJar().stream(), inNars().stream());
    }

    @Test
    void theJarHoldsEveryPlatformAskedFor() throws IOException {
        assertEquals(Set.of(), missing(inJar()));
    }

    @Test
    void thereIsANarForEveryPlatformAskedFor() throws IOException {
        if (System.getProperty("ringwake.nar.skip") == null) {
            assertEquals(Set.of(), missing(inNars()));
        }
    }

    private static Set<String> missing(List<ShippedLibrary> found) {
        Set<String> missing = new TreeSet<>(PLATFORMS);
        found.forEach(library -> missing.remove(library.platform()));
        return missing;
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("inNars")
    void aNarHoldsWhatTheJarHolds(ShippedLibrary library) throws IOException {
        byte[] same =
                inJar().stream()
                        .filter(other -> other.platform().equals(library.platform()))
                        .map(ShippedLibrary::bytes)
                        .findFirst()
                        .orElseThrow();
        assertArrayEquals(same, library.bytes(), library::toString);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isForThePlatformItIsFiledUnder(ShippedLibrary library) {
        assertEquals(library.platform(), read(library).platform(), library::toString);
    }

    @ParameterizedTest
    @MethodSource("all")
    void exportsWhatTheHeaderDeclaresAndNothingElse(ShippedLibrary library) throws IOException {
        Set<String> declared =
                DECLARATION
                        .matcher(Files.readString(NATIVE.resolve("include/ringwake.h")))
                        .results()
                        .map(result -> result.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        declared.add("JNI_OnLoad");
        assertEquals(declared, read(library).exports(), library::toString);
    }

    @ParameterizedTest
    @MethodSource("all")
    void needsNothingThatIsNotOnTheList(ShippedLibrary library) throws IOException {
        String list = library.platform().startsWith("osx") ? "imports.darwin" : "imports.linux";
        Set<String> strangers = new TreeSet<>(read(library).imports());
        strangers.removeAll(Files.readAllLines(NATIVE.resolve(list)));
        assertEquals(Set.of(), strangers, library::toString);
    }

    @ParameterizedTest
    @MethodSource("all")
    void needsNoLibraryButThatOfTheSystem(ShippedLibrary library) {
        List<String> allowed =
                library.platform().startsWith("osx")
                        ? List.of("/usr/lib/libSystem.B.dylib")
                        : List.of();
        assertEquals(allowed, read(library).needed(), library::toString);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isLinkedStrippedAndSignedAsItShouldBe(ShippedLibrary library) {
        assertEquals(List.of(), read(library).faults(), library::toString);
    }

    @ParameterizedTest
    @MethodSource("all")
    void tellsNothingOfTheMachineItWasBuiltOn(ShippedLibrary library) {
        String text = new String(library.bytes(), StandardCharsets.ISO_8859_1);
        List<String> paths =
                PATH.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .filter(path -> !PATHS_OF_MACOS.contains(path))
                        .toList();
        assertEquals(List.of(), paths, library::toString);
    }

    @ParameterizedTest
    @MethodSource("all")
    void comesWithTheLicence(ShippedLibrary library) throws IOException {
        try (JarFile archive = new JarFile(library.archive().toFile())) {
            ZipEntry licence = archive.getEntry("META-INF/LICENSE");
            assertNotNull(licence, library::toString);
            assertArrayEquals(
                    Files.readAllBytes(NATIVE.resolve("../LICENSE")),
                    archive.getInputStream(licence).readAllBytes());
        }
    }

    private static LibraryFile read(ShippedLibrary library) {
        return LibraryFile.read(library.bytes());
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
