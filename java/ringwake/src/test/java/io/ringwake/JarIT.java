package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The jar that users get: what is in it, and that nothing else is needed. */
final class JarIT {
    private static final Path JAR = Path.of(property("ringwake.test.jar"));
    private static final String PLATFORM = property("ringwake.test.platform");

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(JAR.toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void holdsTheLibraryOfThisPlatform() {
        String file = PLATFORM.startsWith("osx") ? "libringwake.dylib" : "libringwake.so";
        ZipEntry library = jar.getEntry("META-INF/native/ringwake/" + PLATFORM + "/" + file);
        assertNotNull(library, PLATFORM);
        assertTrue(library.getSize() > 0);
    }

    @Test
    void holdsTheLicence() {
        assertNotNull(jar.getEntry("META-INF/LICENSE"));
    }

    @Test
    void holdsNoClassesButOurs() {
        List<String> strangers =
                names().filter(name -> name.endsWith(".class"))
                        .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
                        .filter(name -> !name.startsWith("io/ringwake/"))
                        .filter(name -> !name.equals("module-info.class"))
                        .toList();
        assertEquals(List.of(), strangers);
    }

    @Test
    void saysItsVersion() throws IOException {
        Attributes attributes = jar.getManifest().getMainAttributes();
        assertNotNull(attributes.getValue("Implementation-Version"));
    }

    @Test
    void isAModuleThatShowsWhatIsForPrograms() {
        ModuleDescriptor module =
                ModuleFinder.of(JAR).find("io.ringwake").orElseThrow().descriptor();
        assertFalse(module.isAutomatic());
        Set<String> shown = new TreeSet<>();
        Set<String> shownToBindings = new TreeSet<>();
        for (ModuleDescriptor.Exports exported : module.exports()) {
            (exported.isQualified() ? shownToBindings : shown).add(exported.source());
        }
        Set<String> hidden = new TreeSet<>(module.packages());
        hidden.removeAll(shown);
        hidden.removeAll(shownToBindings);
        assertEquals(Set.of("io.ringwake.ffi"), shownToBindings);
        assertEquals(Set.of("io.ringwake.scheduler.event", "io.ringwake.scheduler.option"), hidden);
        assertEquals(Set.of("io.ringwake.ffi.Binding"), module.uses());
        assertEquals(
                List.of("java.base"),
                module.requires().stream()
                        .filter(needed -> !needed.modifiers().contains(Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name)
                        .toList());
    }

    @Test
    void asksForNoDependencyAtRunTime() throws Exception {
        NodeList dependencies = pom().getElementsByTagName("dependency");
        assertTrue(dependencies.getLength() > 0);
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            String scope = text(dependency, "scope");
            assertTrue(
                    scope.equals("test") || scope.equals("provided"),
                    text(dependency, "artifactId") + " has scope=" + scope);
        }
    }

    @Test
    @Timeout(60)
    void runsWithNothingElseOnTheClassPath() throws Exception {
        URL[] onlyTheJar = {JAR.toUri().toURL()};
        try (URLClassLoader loader =
                new URLClassLoader(onlyTheJar, ClassLoader.getPlatformClassLoader())) {
            Class<?> ringwake = loader.loadClass("io.ringwake.Ringwake");
            Class<?> future = loader.loadClass("io.ringwake.future.Future");
            Object builder = ringwake.getMethod("currentThread").invoke(null);
            Object runtime = builder.getClass().getMethod("build").invoke(builder);
            try (AutoCloseable closing = (AutoCloseable) runtime) {
                Object sleep = sleepOf(closing, loader);
                ringwake.getMethod("blockOn", future).invoke(closing, sleep);
            }
        }
    }

    private static Object sleepOf(Object runtime, ClassLoader loader) throws Exception {
        Object handle = runtime.getClass().getMethod("handle").invoke(runtime);
        Object entered = handle.getClass().getMethod("enter").invoke(handle);
        Object sleep =
                loader.loadClass("io.ringwake.time.Time")
                        .getMethod("sleep", Duration.class)
                        .invoke(null, Duration.ofMillis(1));
        entered.getClass().getMethod("close").invoke(entered);
        return sleep;
    }

    /** The pom in the jar, which is what a user's build reads. */
    private Document pom() throws Exception {
        ZipEntry entry = jar.getEntry("META-INF/maven/io.ringwake/ringwake/pom.xml");
        try (InputStream in = jar.getInputStream(entry)) {
            return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
        }
    }

    /** The scope of junit-jupiter and the like is written in the pom itself, never inherited. */
    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "compile" : found.item(0).getTextContent();
    }

    private Stream<String> names() {
        return jar.stream().map(ZipEntry::getName);
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }
}
