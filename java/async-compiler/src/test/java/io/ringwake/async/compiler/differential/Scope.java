package io.ringwake.async.compiler.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/** What may be named at the place where text is being generated. */
final class Scope {
    private final Random random;
    private final List<Variable> variables = new ArrayList<>();
    private List<String> loops = new ArrayList<>();
    private List<String> labels = new ArrayList<>();
    private int lambdaBase;
    private boolean inGuard;
    private int names;

    Scope(Random random) {
        this.random = random;
    }

    String freshName(String prefix) {
        return prefix + names++;
    }

    int freshNumber() {
        return names++;
    }

    void add(Variable variable) {
        variables.add(variable);
    }

    /** To be given to {@link #leave}. */
    int enter() {
        return variables.size();
    }

    void leave(int mark) {
        while (variables.size() > mark) {
            variables.remove(variables.size() - 1);
        }
    }

    /** What a lambda body or the arm of a switch expression hides. */
    record Hidden(int lambdaBase, boolean inGuard, List<String> loops, List<String> labels) {}

    Hidden enterLambda() {
        Hidden hidden = enterArm();
        lambdaBase = variables.size();
        return hidden;
    }

    /** A guard of a case: as in a lambda, and javac lets it assign not even fields. */
    Hidden enterGuard() {
        Hidden hidden = enterLambda();
        inGuard = true;
        return hidden;
    }

    /** No jump leaves the arm of a switch expression. */
    Hidden enterArm() {
        Hidden hidden = new Hidden(lambdaBase, inGuard, loops, labels);
        loops = new ArrayList<>();
        labels = new ArrayList<>();
        return hidden;
    }

    void restore(Hidden hidden) {
        lambdaBase = hidden.lambdaBase;
        inGuard = hidden.inGuard;
        loops = hidden.loops;
        labels = hidden.labels;
    }

    void enterLoop(String label) {
        loops.add(label);
    }

    void leaveLoop() {
        loops.remove(loops.size() - 1);
    }

    void enterLabel(String label) {
        labels.add(label);
    }

    void leaveLabel() {
        labels.remove(labels.size() - 1);
    }

    /** The label of some loop around this place, or null. */
    String loop() {
        return pick(loops);
    }

    /** The label of some statement around this place that is no loop, or null. */
    String label() {
        return pick(labels);
    }

    /** A variable that may be read here, or null. */
    Variable readable(Type type) {
        return find(v -> v.type() == type);
    }

    /** A variable that may be assigned here, or null. */
    Variable assignable(Type type) {
        return find(v -> v.type() == type && isAssignable(v));
    }

    /** Any variable that may be read here, or null. */
    Variable readable() {
        return find(v -> true);
    }

    /** Any variable that may be assigned here, or null. */
    Variable assignable() {
        return find(this::isAssignable);
    }

    /** Whether javac lets fields, of whatever object, be assigned here. */
    boolean mayAssignFields() {
        return !inGuard;
    }

    private boolean isAssignable(Variable variable) {
        return !variable.constant() && (mayAssignFields() || !variable.field());
    }

    private Variable find(Predicate<Variable> wanted) {
        List<Variable> found = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            if (wanted.test(variable)
                    && (i >= lambdaBase || variable.constant() || variable.field())) {
                found.add(variable);
            }
        }
        return pick(found);
    }

    private <T> T pick(List<T> list) {
        return list.isEmpty() ? null : list.get(random.nextInt(list.size()));
    }
}
