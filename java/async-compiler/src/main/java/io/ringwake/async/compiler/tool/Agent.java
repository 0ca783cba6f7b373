package io.ringwake.async.compiler.tool;

import io.ringwake.async.compiler.AsyncCompiler;
import io.ringwake.async.compiler.ClassPath;
import io.ringwake.async.compiler.CompiledClass;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compiles async blocks while classes are loaded, for runs from an IDE: {@code
 * -javaagent:ringwake-async-compiler.jar}.
 *
 * <p>What is refused is said on standard error, and the class is loaded as it is: its blocks then
 * run on threads. Thread-safe, as class loading is.
 */
public final class Agent implements ClassFileTransformer {
    private final Method defineClass;

    private Agent(Method defineClass) {
        this.defineClass = defineClass;
    }

    /** Called by the JVM before main. */
    public static void premain(String arguments, Instrumentation instrumentation)
            throws ReflectiveOperationException {
        // Machines must be in the class loader of their host, which offers no way in but this one.
        instrumentation.redefineModule(
                Object.class.getModule(),
                Set.of(),
                Map.of(),
                Map.of("java.lang", Set.of(Agent.class.getModule())),
                Set.of(),
                Map.of());
        Method defineClass =
                ClassLoader.class.getDeclaredMethod(
                        "defineClass",
                        String.class,
                        byte[].class,
                        int.class,
                        int.class,
                        ProtectionDomain.class);
        defineClass.setAccessible(true);
        instrumentation.addTransformer(new Agent(defineClass));
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader == null || redefined != null) {
            return null;
        }
        try {
            CompiledClass compiled = AsyncCompiler.compile(classFile, in(loader));
            compiled.errors().forEach(System.err::println);
            return compiled.changed() ? define(loader, domain, compiled) : null;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Whatever is thrown out of here the JVM swallows.
            System.err.println("ringwake-async-compiler: " + name + " is not compiled: " + e);
            return null;
        }
    }

    private byte[] define(
            ClassLoader loader, @Nullable ProtectionDomain domain, CompiledClass compiled)
            throws ReflectiveOperationException {
        for (Map.Entry<String, byte[]> machine : compiled.machines().entrySet()) {
            byte[] code = machine.getValue();
            String name = machine.getKey().replace('/', '.');
            defineClass.invoke(loader, name, code, 0, code.length, domain);
        }
        return compiled.host();
    }

    private static ClassPath in(ClassLoader loader) {
        return internalName -> {
            try (InputStream in = loader.getResourceAsStream(internalName + ".class")) {
                return in == null ? null : in.readAllBytes();
            }
        };
    }
}
