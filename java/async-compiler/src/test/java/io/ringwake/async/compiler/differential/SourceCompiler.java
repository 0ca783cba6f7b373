package io.ringwake.async.compiler.differential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Runs javac over many sources at once, in memory. */
final class SourceCompiler implements AutoCloseable {
    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files = javac.getStandardFileManager(null, null, null);
    private final int release;

    /**
     * Compiles for a Java release.
     *
     * @param release the language level, 17 or that of this JVM
     */
    SourceCompiler(int release) {
        this.release = release;
    }

    /**
     * Compiles sources.
     *
     * @param sources class name to text
     * @param others what to compile with besides
     * @return internal name to class file
     * @throws IllegalArgumentException with what javac says, if there is an error
     */
    Map<String, byte[]> compile(Map<String, String> sources, List<String> others) {
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) -> units.add(new Source(name, text)));
        Outputs outputs = new Outputs(files);
        StringWriter errors = new StringWriter();
        List<String> options = new ArrayList<>(others);
        options.addAll(List.of("--release", "" + release));
        // Annotation processors and lint are for code that people write.
        options.addAll(List.of("-proc:none", "-Xlint:none", "-nowarn"));
        if (!javac.getTask(errors, outputs, null, options, null, units).call()) {
            throw new IllegalArgumentException(errors.toString());
        }
        Map<String, byte[]> classes = new HashMap<>();
        outputs.written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("mem:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
        final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Outputs(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            String internal = name.replace('.', '/');
            return new SimpleJavaFileObject(URI.create("mem:///" + internal + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(internal, bytes);
                    return bytes;
                }
            };
        }
    }
}
