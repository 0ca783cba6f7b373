package io.ringwake.async.compiler.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What the makers of expressions and of statements of one program share. */
final class Maker {
    final Random random;
    final Scope scope;
    final Set<Feature> features;
    final Expressions expressions;
    final Statements statements;

    /** Methods of the class itself, from an int to a String, as far as the opening parenthesis. */
    final List<String> ownMethods = new ArrayList<>();

    /** Javac looks at the code of a lambda twice, and so at one in another four times. */
    private static final int DEEPEST_BLOCK = 4;

    /** The same within a call whose type it infers, where it looks more often. */
    private static final int DEEPEST_ARGUMENT = 2;

    /** How many pieces may still be made; when used up, the simplest are. */
    private int fuel;

    private int blockDepth;

    /** Whether {@code return} is possible, that is, not in the arm of a switch expression. */
    boolean mayReturn = true;

    /**
     * Whether a try statement is possible. In the arm of a switch expression with values on the
     * stack some versions of javac fail over it.
     */
    boolean mayTry = true;

    /** Whether an await is possible, that is, not while a lock is held. */
    boolean mayAwait = true;

    Maker(Random random, Set<Feature> features, int fuel) {
        this.random = random;
        this.features = features;
        this.fuel = fuel;
        scope = new Scope(random);
        expressions = new Expressions(this);
        statements = new Statements(this);
    }

    boolean burn() {
        return fuel-- > 0;
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Whether a variable may be given one more block here. */
    boolean mayNest() {
        return mayAwait && has(Feature.NESTED) && blockDepth < DEEPEST_BLOCK;
    }

    /** Whether one more block may be an argument here. */
    boolean mayNestInCall() {
        return mayAwait && has(Feature.NESTED) && blockDepth < DEEPEST_ARGUMENT;
    }

    /** The number of a place in the program. */
    int site() {
        return scope.freshNumber();
    }

    /** Statements in a scope of their own. */
    Node block(int count) {
        int mark = scope.enter();
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes.add(statements.any());
        }
        scope.leave(mark);
        return Node.block(nodes);
    }

    Node block() {
        return block(1 + random.nextInt(3));
    }

    /** The call that makes a block of the type: {@code async(() -> {...})}. */
    Node asyncCall(Type type) {
        Scope.Hidden hidden = scope.enterLambda();
        boolean outerMayReturn = mayReturn;
        boolean outerMayTry = mayTry;
        mayReturn = true;
        mayTry = true;
        Type outerResult = statements.result;
        statements.result = type;
        blockDepth++;
        Node call = chance(15) ? shortBlock(type) : longBlock(type);
        blockDepth--;
        statements.result = outerResult;
        mayReturn = outerMayReturn;
        mayTry = outerMayTry;
        scope.restore(hidden);
        return call;
    }

    private Node shortBlock(Type type) {
        return Node.statement(
                "async(() -> (", type.argument, ") ", expressions.await(type, 1), ")");
    }

    private Node longBlock(Type type) {
        int mark = scope.enter();
        List<Node> nodes = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            nodes.add(statements.any());
        }
        Node ending = statements.ending(type);
        scope.leave(mark);
        String start = "io.ringwake.Async.<" + type.argument + ">async(() -> {\n";
        return Node.statement(start, Node.block(nodes), ending, "})");
    }
}
