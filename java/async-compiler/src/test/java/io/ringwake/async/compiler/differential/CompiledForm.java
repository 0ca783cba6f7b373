package io.ringwake.async.compiler.differential;

import io.ringwake.async.compiler.AsyncCompiler;
import io.ringwake.async.compiler.ClassPath;
import io.ringwake.async.compiler.CompiledClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

/** What the compiler of async blocks makes of a program. */
final class CompiledForm {
    private CompiledForm() {}

    /** Compiles every class; an error of the compiler is a failure of the program. */
    static Map<String, byte[]> of(Map<String, byte[]> classes) {
        ClassPath path = name -> classes.containsKey(name) ? classes.get(name) : resource(name);
        Map<String, byte[]> all = new HashMap<>();
        classes.forEach((name, file) -> {
            CompiledClass compiled = AsyncCompiler.compile(file, path);
            if (!compiled.errors().isEmpty()) {
                throw new IllegalStateException(compiled.errors().toString());
            }
            all.put(name, compiled.host());
            all.putAll(compiled.machines());
        });
        return all;
    }

    private static byte[] resource(String name) throws IOException {
        ClassLoader loader = CompiledForm.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(name + ".class")) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
