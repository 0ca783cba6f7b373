package io.ringwake.maven;

import io.ringwake.async.compiler.AsyncCompiler;
import io.ringwake.async.compiler.BlockReport;
import io.ringwake.async.compiler.ClassPath;
import io.ringwake.async.compiler.CompiledClass;
import io.ringwake.async.compiler.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiles the class files of a directory in place, those that have changed since the last time.
 *
 * <p>What javac made of a class with async blocks is kept, so that a report covers the classes that
 * have not changed as well. Used by one thread.
 */
final class ClassDirectory {
    private final Path classes;
    private final Path originals;
    private final Stamps stamps;
    private final ClassPath path;
    private final List<Diagnostic> errors = new ArrayList<>();
    private int compiled;

    /**
     * Compiles nothing yet.
     *
     * @param classes what javac wrote to
     * @param known where to keep what is known for the next time
     * @param path for the types that the classes refer to
     */
    ClassDirectory(Path classes, Path known, ClassPath path) {
        this.classes = classes;
        this.originals = known.resolve("originals");
        this.stamps = new Stamps(known.resolve("stamps"));
        this.path = path;
    }

    /** Compiles what has changed; a class with errors stays as it is, and is tried again. */
    void compile() throws IOException {
        stamps.read();
        forgetDeleted();
        for (Path file : filesIn(classes)) {
            String name = classes.relativize(file).toString();
            if (Files.exists(file) && !stamps.isCurrent(name, file)) {
                compile(file, name);
            }
        }
        stamps.write();
    }

    /** How many classes have been compiled. */
    int compiled() {
        return compiled;
    }

    List<Diagnostic> errors() {
        return errors;
    }

    /** What the blocks of all classes became, whether they have changed or not. */
    List<BlockReport> reports() throws IOException {
        List<BlockReport> reports = new ArrayList<>();
        for (Path original : filesIn(originals)) {
            if (Files.exists(classes.resolve(originals.relativize(original)))) {
                byte[] file = Files.readAllBytes(original);
                reports.addAll(AsyncCompiler.compile(file, path).reports());
            }
        }
        return reports;
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
    }

    private void compile(Path file, String name) throws IOException {
        byte[] original = Files.readAllBytes(file);
        CompiledClass result = AsyncCompiler.compile(original, path);
        errors.addAll(result.errors());
        if (!result.errors().isEmpty()) {
            return;
        }
        forgetEarlier(name, result.machines().keySet());
        if (result.changed()) {
            // The host goes last: one without its machines would be worse than one not compiled.
            write(originals.resolve(name), original);
            for (Map.Entry<String, byte[]> machine : result.machines().entrySet()) {
                Path target = classes.resolve(machine.getKey() + ".class");
                write(target, machine.getValue());
                stamps.mark(classes.relativize(target).toString(), target);
            }
            write(file, result.host());
            compiled++;
        }
        stamps.mark(name, file);
    }

    /** Removes what was made of classes that are gone. */
    private void forgetDeleted() throws IOException {
        for (Path original : filesIn(originals)) {
            String name = originals.relativize(original).toString();
            if (!Files.exists(classes.resolve(name))) {
                forgetEarlier(name, Set.of());
            }
        }
    }

    /**
     * Removes what was made of the class before javac wrote it anew. Its machines are asked of the
     * compiler: going by their names would one day hit a class of the user.
     */
    private void forgetEarlier(String name, Set<String> staying) throws IOException {
        Path original = originals.resolve(name);
        if (!Files.exists(original)) {
            return;
        }
        byte[] earlier = Files.readAllBytes(original);
        for (String machine : AsyncCompiler.compile(earlier, path).machines().keySet()) {
            if (!staying.contains(machine)) {
                Path file = classes.resolve(machine + ".class");
                Files.deleteIfExists(file);
                stamps.forget(classes.relativize(file).toString());
            }
        }
        Files.delete(original);
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
