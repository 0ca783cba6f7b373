package io.ringwake.async.compiler;

import io.ringwake.future.Context;
import io.ringwake.future.Future;
import io.ringwake.future.Poll;
import io.ringwake.future.Waker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Source code that was compiled by javac, then by the compiler, and loaded with verification. */
final class Sample extends ClassLoader {
    private static final String HEAD =
            "package sample; import static io.ringwake.Async.*; import io.ringwake.AsyncBody;"
                    + " import io.ringwake.future.*; import java.util.*;"
                    + " import java.util.function.*;"
                    + " import io.ringwake.async.compiler.Later; public class Sample {\n";

    private final Map<String, byte[]> classes = new LinkedHashMap<>();
    private final List<CompiledClass> compiled = new ArrayList<>();

    private Sample() {
        super(Sample.class.getClassLoader());
    }

    /** Compiles a class {@code sample.Sample} with these members; line 1 is the first of them. */
    static Sample of(String members, String... options) {
        return ofSource("sample/Sample.java", HEAD + members + "}", options);
    }

    /** Returns what would be reported of such a class under a layout that may be another VM's. */
    static List<BlockReport> reports(VmLayout layout, String members) {
        Map<String, byte[]> sources = Javac.compile("sample/Sample.java", HEAD + members + "}");
        ClassPath path = name -> sources.containsKey(name) ? sources.get(name) : onPath(name);
        return sources.values().stream()
                .flatMap(file -> AsyncCompiler.compile(file, path, layout).reports().stream())
                .toList();
    }

    /** Returns what is wrong with such a class. */
    static List<Diagnostic> errors(String members) {
        Sample sample = new Sample();
        sample.compile(Javac.compile("sample/Sample.java", HEAD + members + "}"));
        return sample.compiled.stream().flatMap(c -> c.errors().stream()).toList();
    }

    static Sample ofSource(String file, String source, String... options) {
        Sample sample = new Sample();
        sample.compile(Javac.compile(file, source, options));
        for (CompiledClass each : sample.compiled) {
            if (!each.errors().isEmpty()) {
                throw new AssertionError(each.errors().toString());
            }
        }
        return sample;
    }

    private void compile(Map<String, byte[]> sources) {
        ClassPath path = name -> sources.containsKey(name) ? sources.get(name) : onPath(name);
        sources.forEach((name, classFile) -> {
            CompiledClass result = AsyncCompiler.compile(classFile, path);
            compiled.add(result);
            classes.put(name, result.host());
            classes.putAll(result.machines());
        });
    }

    static byte[] onPath(String internalName) throws IOException {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(internalName + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }

    Map<String, byte[]> classes() {
        return classes;
    }

    List<BlockReport> reports() {
        return compiled.stream().flatMap(c -> c.reports().stream()).toList();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] classFile = classes.get(name.replace('.', '/'));
        if (classFile == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, classFile, 0, classFile.length);
    }

    /** Calls a static method of {@code sample.Sample} that returns a future. */
    Future<?> call(String method, Object... arguments) {
        return callOn("sample.Sample", method, arguments);
    }

    Future<?> callOn(String type, String method, Object... arguments) {
        try {
            for (Method each : loadClass(type).getDeclaredMethods()) {
                if (each.getName().equals(method)) {
                    each.setAccessible(true);
                    return (Future<?>) each.invoke(null, arguments);
                }
            }
            throw new AssertionError("no method " + method + " " + Arrays.toString(arguments));
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    /** Polls once. */
    static Poll<?> poll(Future<?> future) throws Exception {
        return future.poll(new NoContext());
    }

    /** Polls once, and returns the value there must be. */
    static Object value(Future<?> future) throws Exception {
        if (poll(future) instanceof Poll.Ready<?> ready) {
            return ready.value();
        }
        throw new AssertionError("not ready: " + future);
    }

    /** Polls until ready; at least one poll must find it pending. */
    static Object valueWithPauses(Future<?> future) throws Exception {
        pending(future);
        for (int i = 0; i < 1000; i++) {
            if (poll(future) instanceof Poll.Ready<?> ready) {
                return ready.value();
            }
        }
        throw new AssertionError("never ready: " + future);
    }

    /** Polls once, for a future that cannot be ready yet. */
    static void pending(Future<?> future) throws Exception {
        Poll<?> poll = poll(future);
        if (poll.isReady()) {
            throw new AssertionError("ready: " + poll);
        }
    }

    static byte[] bytes(Class<?> type) {
        try {
            return onPath(type.getName().replace('.', '/'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record NoContext() implements Context {
        @Override
        public Waker waker() {
            return () -> {};
        }

        @Override
        public boolean proceed() {
            return true;
        }

        @Override
        public Context withWaker(Waker waker) {
            return this;
        }
    }
}
