package io.ringwake.async.compiler.tool;

import io.ringwake.async.compiler.AsyncCompiler;
import io.ringwake.async.compiler.BlockReport;
import io.ringwake.async.compiler.BlockReports;
import io.ringwake.async.compiler.CompiledClass;
import io.ringwake.async.compiler.Diagnostic;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Compiles the async blocks of the class files in directories, in place.
 *
 * <pre>
 * java -jar ringwake-async-compiler.jar [--class-path PATH] [--report | --json] DIR...
 * </pre>
 *
 * <p>Ends with 0 if all is compiled, 1 if something is refused (then no class of it is changed), 2
 * if the arguments make no sense or a file cannot be read or written.
 */
public final class Main {
    private static final String USAGE =
            "usage: ringwake-async-compiler [--class-path PATH] [--report | --json] DIR...";

    private final List<Path> directories = new ArrayList<>();
    private final List<Path> classPath = new ArrayList<>();
    private final List<BlockReport> reports = new ArrayList<>();
    private final List<Diagnostic> errors = new ArrayList<>();
    private String report = "";

    private Main() {}

    /** Runs the command and ends the JVM. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** Runs the command; returns its exit status. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Main main = new Main();
        if (!main.parse(arguments)) {
            err.println(USAGE);
            return 2;
        }
        try {
            main.compileAll();
        } catch (IOException e) {
            err.println("ringwake-async-compiler: " + e);
            return 2;
        }
        main.errors.forEach(err::println);
        if (main.report.equals("--report")) {
            out.print(BlockReports.text(main.reports));
        } else if (main.report.equals("--json")) {
            out.print(BlockReports.json(main.reports));
        }
        return main.errors.isEmpty() ? 0 : 1;
    }

    private boolean parse(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--class-path") && i + 1 < arguments.size()) {
                classPath.addAll(SearchPath.split(arguments.get(++i)));
            } else if (argument.equals("--report") || argument.equals("--json")) {
                report = argument;
            } else if (argument.startsWith("-")) {
                return false;
            } else {
                directories.add(Path.of(argument));
            }
        }
        return !directories.isEmpty();
    }

    private void compileAll() throws IOException {
        List<Path> entries = new ArrayList<>(directories);
        entries.addAll(classPath);
        try (SearchPath path = new SearchPath(entries)) {
            for (Path directory : directories) {
                for (Path file : classFiles(directory)) {
                    compile(directory, file, path);
                }
            }
        }
    }

    private static List<Path> classFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
    }

    /** The machines go first: a host without them would be worse than one not compiled. */
    private void compile(Path directory, Path file, SearchPath path) throws IOException {
        CompiledClass compiled = AsyncCompiler.compile(Files.readAllBytes(file), path);
        errors.addAll(compiled.errors());
        reports.addAll(compiled.reports());
        if (compiled.changed()) {
            for (Map.Entry<String, byte[]> machine : compiled.machines().entrySet()) {
                Files.write(directory.resolve(machine.getKey() + ".class"), machine.getValue());
            }
            Files.write(file, compiled.host());
        }
    }
}
