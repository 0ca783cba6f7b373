package io.ringwake.async.compiler.differential;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Generates, compiles and compares programs, many to one run of javac. */
final class Batch implements AutoCloseable {
    private static final int SHRINK_ATTEMPTS = 1500;

    private final SourceCompiler javac;
    private final Set<Feature> features;
    private final Transformer transformer;
    private int unusable;
    private String refusal = "";
    private long runs;
    private long steps;

    /** Compiles for a release with what its language has, without what is left out. */
    Batch(int release, Set<Feature> without, Transformer transformer) {
        this.javac = new SourceCompiler(release);
        this.features = EnumSet.allOf(Feature.class);
        features.removeAll(without);
        if (release < 21) {
            features.remove(Feature.PATTERNS);
        }
        this.transformer = transformer;
    }

    /** How many programs javac failed over, or made something of that is no class. */
    int unusable() {
        return unusable;
    }

    /** What javac said last of a program that it refused; empty if it took all. */
    String refusal() {
        return refusal;
    }

    long runs() {
        return runs;
    }

    long steps() {
        return steps;
    }

    /** Compares the programs of these seeds; a description of the first failure, or null. */
    String failure(long firstSeed, int count) {
        List<Program> programs = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            programs.add(Programs.make(seed, features));
        }
        Map<String, byte[]> classes = new HashMap<>();
        programs.stream()
                .collect(Collectors.groupingBy(Program::options))
                .forEach((options, some) -> classes.putAll(compile(some, options)));
        for (Program program : programs) {
            Map<String, byte[]> own = own(program, classes);
            Comparison.Result result = own.isEmpty() ? null : compare(program, own);
            if (result != null && result.difference() != null) {
                return describe(program, result.difference());
            }
        }
        return null;
    }

    /**
     * Without those that javac fails over or takes for wrong, as some versions do: 25 says of a
     * record in a lambda in a switch expression that it leaves a component unassigned. That the
     * generator makes programs that compile is what {@link GeneratorTest} is for.
     */
    private Map<String, byte[]> compile(List<Program> programs, List<String> options) {
        Map<String, String> sources = new LinkedHashMap<>();
        programs.forEach(program -> sources.put(program.name(), program.source()));
        try {
            return javac.compile(sources, options);
        } catch (IllegalArgumentException e) {
            refusal = e.getMessage();
        }
        int half = programs.size() / 2;
        if (half == 0) {
            unusable++;
            return Map.of();
        }
        Map<String, byte[]> classes = new HashMap<>(compile(programs.subList(0, half), options));
        classes.putAll(compile(programs.subList(half, programs.size()), options));
        return classes;
    }

    private Comparison.Result compare(Program program, Map<String, byte[]> own) {
        try {
            Comparison.Result result = Comparison.of(program, own, transformer);
            runs += result.runs();
            steps += result.steps();
            return result;
        } catch (IllegalArgumentException e) {
            unusable++;
            return null;
        }
    }

    private static Map<String, byte[]> own(Program program, Map<String, byte[]> classes) {
        String name = program.name().replace('.', '/');
        Map<String, byte[]> own = new HashMap<>();
        classes.forEach((key, file) -> {
            if (key.equals(name) || key.startsWith(name + "$")) {
                own.put(key, file);
            }
        });
        return own;
    }

    private String describe(Program program, String difference) {
        String whole = program.source();
        Shrinker.shrink(program, this::fails, SHRINK_ATTEMPTS);
        return "seed="
                + program.seed()
                + "\n"
                + difference
                + "\n\n---- shrunk\n"
                + program.source()
                + "\n"
                + differenceOf(program)
                + "\n\n---- whole\n"
                + whole;
    }

    private boolean fails(Program program) {
        try {
            return differenceOf(program) != null;
        } catch (IllegalArgumentException doesNotCompile) {
            return false;
        }
    }

    private String differenceOf(Program program) {
        Map<String, byte[]> classes =
                javac.compile(Map.of(program.name(), program.source()), program.options());
        return Comparison.of(program, classes, transformer).difference();
    }

    @Override
    public void close() {
        javac.close();
    }
}
