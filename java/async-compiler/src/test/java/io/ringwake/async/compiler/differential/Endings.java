package io.ringwake.async.compiler.differential;

/** Makes the last statement of a block: none of them lets the code behind it be reached. */
final class Endings {
    private final Maker maker;

    Endings(Maker maker) {
        this.maker = maker;
    }

    Node any(Type type) {
        if (!maker.has(Feature.HANDLERS) || maker.chance(60)) {
            return value(type);
        }
        return switch (maker.random.nextInt(7)) {
            case 0 -> inFinally(type);
            case 1 -> afterFinally(type);
            case 2 -> branches(type);
            case 3 -> endless(type);
            case 4 -> thrown();
            case 5 -> arms(type);
            default -> locked(type);
        };
    }

    private Node value(Type type) {
        return Node.statement("return ", maker.expressions.of(type, 2), ";\n");
    }

    /** Whatever the first part does is forgotten. */
    private Node inFinally(Type type) {
        return Node.statement(
                "try {\n", maker.block(), "} finally {\n", maker.block(), any(type), "}\n");
    }

    private Node afterFinally(Type type) {
        return Node.statement(
                "try {\n",
                maker.block(),
                any(type),
                "} catch (UncheckedFailure u) {\n",
                value(type),
                "} finally {\n",
                maker.block(),
                "}\n");
    }

    private Node branches(Type type) {
        return Node.statement(
                "if (",
                maker.expressions.condition(2),
                ") {\n",
                value(type),
                "} else {\n",
                any(type),
                "}\n");
    }

    private Node endless(Type type) {
        String counter = maker.scope.freshName("z");
        return Node.statement(
                "for (int " + counter + " = 0;;) {\n",
                maker.block(),
                "if (" + counter + "++ > 1) {\n",
                value(type),
                "}\n}\n");
    }

    private Node thrown() {
        String failure = maker.chance(50) ? "CheckedFailure" : "UncheckedFailure";
        if (!maker.mayAwait) {
            return Node.statement("throw new " + failure + "(\"@" + maker.site() + "\");\n");
        }
        return Node.statement(
                "throw ",
                Node.statement(
                        "await(Leaf.of(" + maker.site() + ", new " + failure + "(",
                        maker.expressions.of(Type.STRING, 2),
                        ")))"),
                ";\n");
    }

    private Node arms(Type type) {
        return Node.statement(
                "switch (Colour.of(",
                maker.expressions.of(Type.INT, 2),
                ")) {\ncase RED:\n",
                value(type),
                "case BLUE:\n{\n",
                maker.block(),
                "}\ndefault:\n",
                value(type),
                "}\n");
    }

    private Node locked(Type type) {
        boolean outer = maker.mayAwait;
        maker.mayAwait = false;
        Node node =
                Node.statement("synchronized (Trace.class) {\n", maker.block(), value(type), "}\n");
        maker.mayAwait = outer;
        return node;
    }
}
