package io.ringwake.async.compiler.differential;

/** Makes expressions of a wanted type. */
final class Expressions {
    private final Maker maker;
    private final Compounds compounds;
    private final Places places;
    private final SwitchExpressions switches;

    Expressions(Maker maker) {
        this.maker = maker;
        compounds = new Compounds(maker);
        places = new Places(maker);
        switches = new SwitchExpressions(maker);
    }

    /** An expression that may contain awaits, at most so deep. */
    Node of(Type type, int depth) {
        if (depth <= 0 || !maker.burn() || maker.chance(15)) {
            return simple(type);
        }
        int choice = maker.random.nextInt(100);
        if (choice < 22) {
            return await(type, depth - 1);
        } else if (choice < 34) {
            return conditional(type, depth);
        } else if (choice < 42) {
            return assignment(type, depth);
        } else if (choice < 48) {
            return switches.inExpression(type, depth);
        } else if (choice < 56 && maker.mayNestInCall()) {
            return Node.expression(type, "await(", maker.asyncCall(type), ")");
        }
        return compounds.of(type, maker.has(Feature.STACK) ? depth - 1 : 0);
    }

    /** The await of something that ends with the type. */
    Node await(Type type, int depth) {
        if (!maker.mayAwait) {
            return simple(type);
        }
        int inner = maker.has(Feature.STACK) ? depth : 0;
        Node value = of(type, inner);
        String awaited = "Leaf." + type.leaf + "(" + maker.site() + ", ";
        if (type == Type.OBJECT && maker.chance(20)) {
            return Node.expression(type, "await((io.ringwake.future.Future<Object>) null)");
        }
        return Node.expression(type, "await(" + awaited, value, "))");
    }

    private Node simple(Type type) {
        Variable variable = maker.scope.readable(type);
        if (variable != null && maker.chance(75)) {
            return Node.expression(type, variable.name());
        }
        if (type == Type.STRING) {
            return Node.expression(type, "\"t" + maker.site() + "\"");
        } else if (type == Type.INT) {
            return Node.expression(type, "" + maker.site());
        } else if (!type.isPrimitive() && maker.chance(10)) {
            return Node.expression(type, "((" + type.java + ") null)");
        }
        return Node.expression(type, type.literal);
    }

    private Node conditional(Type type, int depth) {
        return Node.expression(
                type,
                "(" + "(" + type.java + ") (",
                condition(depth - 1),
                " ? ",
                of(type, depth - 1),
                " : ",
                of(type, depth - 1),
                "))");
    }

    Node condition(int depth) {
        return of(Type.BOOLEAN, depth);
    }

    private Node assignment(Type type, int depth) {
        Node update = maker.chance(40) ? places.update(type, depth - 1) : null;
        return update != null ? update : places.assignment(type, depth - 1);
    }

    /** The array element that an index selects. */
    Node element(Type type, int depth) {
        return places.element(type, depth);
    }

    /** A switch with a value and, as nothing is on the stack, with any statement in its arms. */
    Node switchStatement(Type type, int depth) {
        return switches.of(type, depth, true);
    }
}
