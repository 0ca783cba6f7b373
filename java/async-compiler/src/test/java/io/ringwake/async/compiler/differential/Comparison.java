package io.ringwake.async.compiler.differential;

import io.ringwake.async.compiler.fixture.Script;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Runs both forms of a program under one schedule after another and looks for a difference. */
final class Comparison {
    /** Beyond this many pending polls, only some are tried as the place to cancel at. */
    private static final int CANCELS_EACH = 30;

    private static final int CONTEXT_STEPS = 12;
    private static final int LINE = 200;

    private final Driver plain;
    private final Driver transformed;
    private final Random random;
    private int runs;
    private int steps;
    private int pendings;

    private Comparison(Program program, Map<String, byte[]> classes, Transformer transformer)
            throws ReflectiveOperationException {
        Map<String, byte[]> swapped = new HashMap<>();
        classes.forEach((name, file) -> swapped.put(name, OwnerSwap.apply(file)));
        try {
            plain = driver(program, swapped);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalArgumentException("not a program: " + causes(e), e);
        }
        transformed = driver(program, transform(transformer, classes));
        random = new Random(program.seed());
    }

    private static Map<String, byte[]> transform(
            Transformer transformer, Map<String, byte[]> classes)
            throws ReflectiveOperationException {
        try {
            return transformer.transform(classes);
        } catch (RuntimeException | Error e) {
            throw new ReflectiveOperationException("the compiler failed", e);
        }
    }

    private static Driver driver(Program program, Map<String, byte[]> files)
            throws ReflectiveOperationException {
        return new Driver(Class.forName(program.name(), true, new Classes(files)));
    }

    /**
     * What was compared.
     *
     * @param difference what differs, or null
     * @param runs how many pairs of runs
     * @param steps how many steps of each
     */
    record Result(String difference, int runs, int steps) {}

    /**
     * Compares the program with its other form.
     *
     * @throws IllegalArgumentException if what javac has made cannot be run itself
     */
    static Result of(Program program, Map<String, byte[]> classes, Transformer transformer) {
        try {
            Comparison comparison = new Comparison(program, classes, transformer);
            String difference = comparison.all();
            return new Result(difference, comparison.runs, comparison.steps);
        } catch (ReflectiveOperationException | LinkageError e) {
            return new Result("the other form cannot be run: " + causes(e), 0, 0);
        }
    }

    private static String causes(Throwable failure) {
        StringBuilder text = new StringBuilder(failure.toString());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            text.append("\n  by ").append(cause);
        }
        if (failure.getStackTrace().length > 0) {
            text.append("\n  at ").append(failure.getStackTrace()[0]);
        }
        return text.toString();
    }

    private String all() throws ReflectiveOperationException {
        for (Script.Mood mood : Script.Mood.values()) {
            Run run = new Run(random.nextInt(1000), mood, -1, Run.Form.WAITING);
            String difference = mood == Script.Mood.READY ? compare(run) : withCancels(run);
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /** The run, and the same cancelled at each place where it waits. */
    private String withCancels(Run run) throws ReflectiveOperationException {
        int before = pendings;
        String difference = compare(run);
        int places = pendings - before;
        for (int at = 0; difference == null && at <= places; at++) {
            if (at < CANCELS_EACH || random.nextInt(places) < CANCELS_EACH) {
                difference = compare(run.cancelledAt(at, Run.Form.WAITING));
            }
            if (difference == null && random.nextInt(4) == 0) {
                Run.Form form = random.nextBoolean() ? Run.Form.AT_ONCE : Run.Form.GIVEN_UP;
                difference = compare(run.cancelledAt(at, form));
            }
        }
        return difference;
    }

    private String compare(Run run) throws ReflectiveOperationException {
        List<String> expected = plain.trace(run);
        List<String> found = transformed.trace(run);
        runs++;
        steps += expected.size();
        pendings += (int) expected.stream().filter("pending"::equals).count();
        if (expected.equals(found)) {
            return null;
        }
        int at = 0;
        while (at < Math.min(expected.size(), found.size())
                && expected.get(at).equals(found.get(at))) {
            at++;
        }
        return run
                + " differs at step "
                + at
                + "\n  before it: "
                + excerpt(expected, at - CONTEXT_STEPS, at)
                + "\n  untransformed: "
                + excerpt(expected, at, at + 3)
                + "\n  transformed:   "
                + excerpt(found, at, at + 3);
    }

    private static List<String> excerpt(List<String> steps, int from, int to) {
        return steps.subList(Math.max(0, from), Math.min(steps.size(), to)).stream()
                .map(step -> step.substring(0, Math.min(step.length(), LINE)))
                .toList();
    }
}
