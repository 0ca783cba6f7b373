package io.ringwake.async.compiler.differential;

/** Makes switches with a value. */
final class SwitchExpressions {
    private final Maker maker;

    SwitchExpressions(Maker maker) {
        this.maker = maker;
    }

    /** One that may have other values below it on the stack. */
    Node inExpression(Type type, int depth) {
        return maker.has(Feature.STACK) ? of(type, depth, false) : maker.expressions.of(type, 0);
    }

    /** With {@code try} in its arms only if nothing is on the stack. */
    Node of(Type type, int depth, boolean mayTry) {
        int kind = maker.random.nextInt(maker.has(Feature.PATTERNS) ? 5 : 4);
        Node selector = maker.expressions.of(Type.INT, depth - 1);
        Scope.Hidden hidden = maker.scope.enterArm();
        boolean outerMayReturn = maker.mayReturn;
        boolean outerMayTry = maker.mayTry;
        maker.mayReturn = false;
        maker.mayTry = mayTry && outerMayTry;
        Node node =
                switch (kind) {
                    case 0 -> arrows(type, depth, "", selector, " & 3", "0", "1");
                    case 1 ->
                            arrows(type, depth, "\"k\" + (", selector, " & 3)", "\"k0\"", "\"k1\"");
                    case 2 -> arrows(type, depth, "Colour.of(", selector, ")", "RED", "BLUE");
                    case 3 -> colons(type, depth, selector);
                    default -> patterns(type, depth, selector);
                };
        maker.mayReturn = outerMayReturn;
        maker.mayTry = outerMayTry;
        maker.scope.restore(hidden);
        return node;
    }

    private Node arrows(
            Type type, int depth, String before, Node selector, String behind, String a, String b) {
        return Node.expression(
                type,
                "((" + type.java + ") switch (" + before,
                selector,
                behind + ") {\ncase " + a + " -> ",
                maker.expressions.of(type, depth - 1),
                ";\ncase " + b + " -> {\n",
                arm(type, depth),
                "}\ndefault -> ",
                maker.expressions.of(type, depth - 1),
                ";\n})");
    }

    /** As older ones are written: an arm goes on in the next. */
    private Node colons(Type type, int depth, Node selector) {
        return Node.expression(
                type,
                "((" + type.java + ") switch (",
                selector,
                " & 3) {\ncase 0:\n{\n",
                maker.block(1),
                "}\ncase 1, 2:\n{\n",
                arm(type, depth),
                "}\ndefault:\nyield (" + type.java + ") ",
                maker.expressions.of(type, depth - 1),
                ";\n})");
    }

    private Node patterns(Type type, int depth, Node selector) {
        String name = maker.scope.freshName("u");
        int mark = maker.scope.enter();
        maker.scope.add(Variable.local(name, Type.LONG));
        Node strip = arm(type, depth);
        maker.scope.leave(mark);
        return Node.expression(
                type,
                "((" + type.java + ") switch (Shape.of(",
                selector,
                ")) {\ncase Shape.Circle c" + name + " -> ",
                maker.expressions.of(type, depth - 1),
                ";\ncase Shape.Strip(long " + name + ", String q" + name + ") -> {\n",
                strip,
                "}\ncase Shape.Pair(Shape.Circle c" + name + ", Shape r" + name + ") -> ",
                maker.expressions.of(type, depth - 1),
                ";\ncase Shape.Pair p" + name + " -> ",
                maker.expressions.of(type, depth - 1),
                ";\n})");
    }

    private Node arm(Type type, int depth) {
        return Node.statement(
                maker.block(1 + maker.random.nextInt(2)),
                // The cast because javac takes yield (.., ..) for a call.
                "yield (" + type.java + ") ",
                maker.expressions.of(type, depth - 1),
                ";\n");
    }
}
