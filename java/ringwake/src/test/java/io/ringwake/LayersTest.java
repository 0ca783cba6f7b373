package io.ringwake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The layers of the runtime: a package knows itself and the layers below it, nothing else. */
final class LayersTest {
    private static final String ROOT = "io.ringwake";

    /** Bottom first. Packages of one layer do not know each other; "" is the root package. */
    private static final List<Set<String>> LAYERS =
            List.of(
                    Set.of("future"),
                    Set.of("ffi"),
                    Set.of("placement"),
                    Set.of("reactor", "blocking"),
                    Set.of("scheduler"),
                    Set.of("task", "jmx"),
                    Set.of("time", "io", "sync"),
                    Set.of("net"),
                    Set.of("async"),
                    Set.of(""));

    private static final Set<String> WORDS_WITHOUT_MEANING =
            Set.of("util", "utils", "common", "misc", "helper", "helpers", "impl", "internal");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void everyPackageHasALayer() {
        Set<String> strangers = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (level(type) < 0) {
                strangers.add(type.getPackageName());
            }
        }
        assertNone("packages that LAYERS does not name", strangers);
    }

    @Test
    void aLayerKnowsOnlyThoseBelow() {
        Set<String> upward = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                if (!isAllowed(type, dependency.getTargetClass().getBaseComponentType())) {
                    upward.add(dependency.getDescription());
                }
            }
        }
        assertNone("dependencies on the same layer or one above", upward);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked =
                packagesOf(CLASSES).stream()
                        .filter(name -> !CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertNone("packages without @NullMarked in package-info.java", unmarked);
    }

    @Test
    void everyPackageNameMeansSomething() {
        Set<String> vague =
                packagesOf(CLASSES).stream()
                        .filter(name -> words(name).anyMatch(WORDS_WITHOUT_MEANING::contains))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertNone("package names that say nothing", vague);
    }

    @Test
    void nativeMethodsAreDeclaredInFfiOnly() {
        methods()
                .that()
                .haveModifier(JavaModifier.NATIVE)
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage(ROOT + ".ffi")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void librariesAreLoadedInFfiOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".ffi")
                .should()
                .callMethod(System.class, "load", String.class)
                .orShould()
                .callMethod(System.class, "loadLibrary", String.class)
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("JniCalls")
                .check(CLASSES);
    }

    @Test
    void nothingPrints() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    @Test
    void theRuntimeNeedsTheJdkAlone() {
        // The annotations of org.jspecify are not needed to run: the JVM ignores missing ones.
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        ROOT,
                        ROOT + "..",
                        "java..",
                        "javax.management..",
                        "jdk.jfr..",
                        "org.jspecify.annotations")
                .check(CLASSES);
    }

    private static boolean isAllowed(JavaClass type, JavaClass target) {
        if (!isOurs(target) || layerName(type).equals(layerName(target))) {
            return true;
        }
        return level(target) < level(type);
    }

    private static int level(JavaClass type) {
        for (int level = 0; level < LAYERS.size(); level++) {
            if (LAYERS.get(level).contains(layerName(type))) {
                return level;
            }
        }
        return -1;
    }

    /** The first name below the root: subpackages belong to the layer of their parent. */
    private static String layerName(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(ROOT)) {
            return "";
        }
        String below = name.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }

    private static boolean isOurs(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) || name.startsWith(ROOT + ".");
    }

    private static Set<String> packagesOf(JavaClasses classes) {
        return classes.stream()
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> words(String packageName) {
        return List.of(packageName.split("\\.", -1)).stream();
    }

    private static void assertNone(String what, Set<String> found) {
        if (!found.isEmpty()) {
            throw new AssertionError(what + ":\n  " + String.join("\n  ", found));
        }
    }
}
