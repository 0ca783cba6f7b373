package io.ringwake.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ringwake.Ringwake;
import io.ringwake.ffi.NativeFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The metadata for native-image against the classes: all it names exists, and all is named. */
@Timeout(60)
class NativeImageMetadataTest {
    private static final String FILE =
            "/META-INF/native-image/io.ringwake/ringwake/reachability-metadata.json";

    /** Those of java.lang.foreign and virtual threads are not in every JDK that runs this. */
    private static final int ALL_JDK_NAMES_SINCE = 22;

    private static final Set<String> CALLED_BY_JNI_ON_LOAD =
            Set.of("io.ringwake.ffi.JniLoading.callsClass[]", "java.lang.Thread.currentThread[]");

    private final Map<String, Object> metadata = read();

    @Test
    void whatItNamesExists() throws Exception {
        for (Map<String, Object> entry : objects(metadata, "reflection")) {
            String name = (String) entry.get("type");
            if (name.startsWith("java.") && Runtime.version().feature() < ALL_JDK_NAMES_SINCE) {
                continue;
            }
            Class<?> type = type(name);
            for (Map<String, Object> method : objects(entry, "methods")) {
                assertNotNull(type.getDeclaredMethod((String) method.get("name"), types(method)));
            }
            for (Map<String, Object> field : objects(entry, "fields")) {
                assertNotNull(type.getDeclaredField((String) field.get("name")));
            }
        }
        for (Map<String, Object> entry : allConditional()) {
            assertNotNull(type((String) ((Map<?, ?>) entry.get("condition")).get("typeReached")));
        }
    }

    @Test
    void everyNativeMethodIsNamedOfATypeThatJniFinds() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (Class<?> type : classes()) {
            for (Method method : type.getDeclaredMethods()) {
                if (Modifier.isNative(method.getModifiers())) {
                    expected.add(signature(type.getName(), method.getName(), parameters(method)));
                }
            }
        }
        assertTrue(expected.size() > 30, () -> "found only " + expected);
        expected.addAll(CALLED_BY_JNI_ON_LOAD);
        Set<String> named = new TreeSet<>();
        for (Map<String, Object> entry : objects(metadata, "reflection")) {
            if (Boolean.TRUE.equals(entry.get("jniAccessible"))) {
                for (Map<String, Object> method : objects(entry, "methods")) {
                    named.add(
                            signature(
                                    (String) entry.get("type"),
                                    (String) method.get("name"),
                                    strings(method)));
                }
            }
        }
        assertEquals(expected, named);
    }

    @Test
    void everyFieldBehindAVarHandleIsNamed() throws Exception {
        Set<String> named = new TreeSet<>();
        for (Map<String, Object> entry : objects(metadata, "reflection")) {
            for (Map<String, Object> field : objects(entry, "fields")) {
                named.add(entry.get("type") + "." + field.get("name"));
            }
        }
        Set<String> expected = new TreeSet<>();
        for (Class<?> type : classes()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == VarHandle.class) {
                    field.setAccessible(true);
                    fieldBehind((VarHandle) field.get(null)).ifPresent(expected::add);
                }
            }
        }
        assertTrue(expected.size() > 20, () -> "found only " + expected);
        named.removeIf(field -> field.startsWith("java."));
        assertEquals(expected, named);
    }

    @Test
    void everyTypeOfAFunctionIsNamedAsADowncall() {
        Set<String> expected = new TreeSet<>();
        for (Method method : NativeFunctions.class.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                expected.add(
                        signature(
                                layout(method.getReturnType().getName()),
                                "",
                                Arrays.stream(method.getParameterTypes())
                                        .map(type -> layout(type.getName()))
                                        .toList()));
            }
        }
        Set<String> named = new TreeSet<>();
        for (Map<String, Object> downcall : downcalls()) {
            named.add(signature((String) downcall.get("returnType"), "", strings(downcall)));
        }
        assertEquals(expected, named);
    }

    @Test
    void theEmbeddedLibrariesAreAmongTheResources() {
        String glob = (String) objects(metadata, "resources").get(0).get("glob");
        for (String library :
                List.of("linux-x86_64/libringwake.so", "osx-aarch64/libringwake.dylib")) {
            Path path = Path.of("META-INF/native/ringwake", library);
            assertTrue(FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(path), glob);
        }
    }

    // ---- What the classes say

    private static List<Class<?>> classes() throws Exception {
        Path root =
                Path.of(Ringwake.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.');
                if (name.startsWith("io.ringwake.")) {
                    classes.add(type(name.substring(0, name.length() - ".class".length())));
                }
            }
        }
        return classes;
    }

    /** Nothing for elements of arrays and bytes of buffers, which need no metadata. */
    private static Optional<String> fieldBehind(VarHandle handle) {
        return handle.describeConstable()
                .map(VarHandle.VarHandleDesc::constantName)
                .filter(name -> !name.equals("_"))
                .map(name -> handle.coordinateTypes().get(0).getName() + "." + name);
    }

    private static List<String> parameters(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(Class::getName).toList();
    }

    private static String layout(String primitive) {
        return primitive.equals("void") ? primitive : "j" + primitive;
    }

    private static String signature(String owner, String name, List<String> parameters) {
        return owner + "." + name + parameters;
    }

    // ---- What the metadata say

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read() {
        try (InputStream in = Ringwake.class.getResourceAsStream(FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return (Map<String, Object>) JsonText.parse(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> from, String name) {
        return (List<Map<String, Object>>) from.getOrDefault(name, List.of());
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> downcalls() {
        return objects((Map<String, Object>) metadata.get("foreign"), "downcalls");
    }

    private List<Map<String, Object>> allConditional() {
        List<Map<String, Object>> entries = new ArrayList<>(objects(metadata, "reflection"));
        entries.addAll(objects(metadata, "resources"));
        entries.addAll(downcalls());
        entries.removeIf(entry -> !entry.containsKey("condition"));
        return entries;
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(Map<String, Object> method) {
        return (List<String>) method.get("parameterTypes");
    }

    private static Class<?>[] types(Map<String, Object> method) throws ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (String name : strings(method)) {
            types.add(type(name));
        }
        return types.toArray(Class<?>[]::new);
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        if (name.endsWith("[]")) {
            return type(name.substring(0, name.length() - 2)).arrayType();
        }
        return switch (name) {
            case "int" -> int.class;
            case "long" -> long.class;
            default -> Class.forName(name, false, Ringwake.class.getClassLoader());
        };
    }
}
