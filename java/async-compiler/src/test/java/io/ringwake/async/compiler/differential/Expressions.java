package io.ringwake.async.compiler.differential;

import java.util.List;

/** Makes expressions of a wanted type. */
final class Expressions {
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "+", "-", "%", "/");
    private static final List<String> BITS = List.of("&", "|", "^", "<<", ">>", ">>>");
    private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "==", "!=");

    private final Maker maker;

    Expressions(Maker maker) {
        this.maker = maker;
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
            return switchExpression(type, depth);
        } else if (choice < 56 && maker.mayNest()) {
            return Node.expression(type, "await(", maker.asyncCall(type), ")");
        }
        return compound(type, depth);
    }

    /** The await of something that ends with the type. */
    Node await(Type type, int depth) {
        int inner = maker.has(Feature.STACK) ? depth : 0;
        Node value = of(type, inner);
        String awaited = "Leaf." + type.leaf + "(" + maker.site() + ", ";
        if (type == Type.OBJECT && maker.chance(20)) {
            return Node.expression(type, "await((io.ringwake.future.Future<Object>) null)");
        }
        return Node.expression(type, "await(" + awaited, value, "))");
    }

    /** An int that is an index of every array, most of the time. */
    private Node index(int depth) {
        Node number = of(Type.INT, depth - 1);
        return Node.expression(Type.INT, "(", number, maker.chance(97) ? " & 1)" : " & 3)");
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
        Variable variable = maker.scope.assignable(type);
        if (variable == null) {
            return compound(type, depth);
        }
        Node value = of(type, depth - 1);
        if ((type.isNumeric() || type == Type.BOXED) && maker.chance(60)) {
            if (maker.chance(25)) {
                return Node.expression(type, "(" + variable.name() + "++)");
            }
            return Node.expression(type, "(" + variable.name() + " += ", value, ")");
        } else if (type == Type.STRING && maker.chance(60)) {
            // The old value is on the stack while the new one is awaited.
            String start = "(" + variable.name() + " = Mix.tail(" + variable.name() + " + ";
            return Node.expression(type, start, value, "))");
        }
        return Node.expression(type, "(" + variable.name() + " = ", value, ")");
    }

    private Node switchExpression(Type type, int depth) {
        return maker.has(Feature.STACK) ? switchExpression(type, depth, false) : simple(type);
    }

    /** A switch with a value; with {@code try} in its arms only if nothing is on the stack. */
    Node switchExpression(Type type, int depth, boolean mayTry) {
        Node selector = of(Type.INT, depth - 1);
        Scope.Hidden hidden = maker.scope.enterArm();
        boolean outerMayReturn = maker.mayReturn;
        boolean outerMayTry = maker.mayTry;
        maker.mayReturn = false;
        maker.mayTry = mayTry && outerMayTry;
        Node body = maker.block(1 + maker.random.nextInt(2));
        Node node =
                Node.expression(
                        type,
                        "((" + type.java + ") switch (",
                        selector,
                        " & 3) {\ncase 0 -> ",
                        of(type, depth - 1),
                        ";\ncase 1 -> {\n",
                        body,
                        // The cast because javac takes yield (.., ..) for a call.
                        "yield (" + type.java + ") ",
                        of(type, depth - 1),
                        ";\n}\ndefault -> ",
                        of(type, depth - 1),
                        ";\n})");
        maker.mayReturn = outerMayReturn;
        maker.mayTry = outerMayTry;
        maker.scope.restore(hidden);
        return node;
    }

    private Node compound(Type type, int depth) {
        int d = maker.has(Feature.STACK) ? depth - 1 : 0;
        return switch (type) {
            case INT -> integer(d);
            case LONG -> longInteger(d);
            case DOUBLE -> doubleNumber(d);
            case FLOAT, BYTE, SHORT, CHAR -> narrow(type, d);
            case BOOLEAN -> truth(d);
            case STRING -> text(d);
            case OBJECT -> object(d);
            case BOXED -> Node.expression(type, "Integer.valueOf(", of(Type.INT, d), ")");
            case INTS -> Node.expression(type, "(new int[] {", list(Type.INT, d), "})");
            case DOUBLES -> Node.expression(type, "(new double[] {", list(Type.DOUBLE, d), "})");
            case BOX -> box(d);
        };
    }

    private Node integer(int d) {
        return switch (maker.random.nextInt(9)) {
            case 0 -> call(Type.INT, "Mix.mixInt", Type.INT, Type.LONG, Type.OBJECT, d);
            case 1 -> Node.expression(Type.INT, of(Type.INTS, d), "[", index(d), "]");
            case 2 ->
                    Node.expression(
                            Type.INT,
                            "(",
                            of(Type.INTS, d),
                            "[",
                            index(d),
                            "] += ",
                            of(Type.INT, d),
                            ")");
            case 3 -> Node.expression(Type.INT, box(d), ".i");
            case 4 -> narrowed(Type.numeric(maker.random), d);
            case 5 -> Node.expression(Type.INT, of(Type.BOXED, d), ".intValue()");
            case 6 -> Node.expression(Type.INT, of(Type.STRING, d), ".length()");
            default -> binary(Type.INT, d);
        };
    }

    private Node narrowed(Type from, int d) {
        return Node.expression(Type.INT, "((int) (" + from.java + ") ", of(from, d), ")");
    }

    private Node longInteger(int d) {
        return switch (maker.random.nextInt(5)) {
            case 0 -> call(Type.LONG, "Mix.mixLong", Type.DOUBLE, Type.LONG, Type.INT, d);
            case 1 -> Node.expression(Type.LONG, box(d), ".l");
            case 2 -> Node.expression(Type.LONG, "((long) ", of(Type.INT, d), ")");
            default -> binary(Type.LONG, d);
        };
    }

    private Node doubleNumber(int d) {
        return switch (maker.random.nextInt(5)) {
            case 0 -> call(Type.DOUBLE, "Mix.mixDouble", Type.LONG, Type.DOUBLE, Type.BOOLEAN, d);
            case 1 -> Node.expression(Type.DOUBLE, of(Type.DOUBLES, d), "[", index(d), "]");
            case 2 ->
                    Node.expression(
                            Type.DOUBLE,
                            "(",
                            of(Type.DOUBLES, d),
                            "[",
                            index(d),
                            "] *= ",
                            of(Type.DOUBLE, d),
                            ")");
            default -> binary(Type.DOUBLE, d);
        };
    }

    private Node narrow(Type type, int d) {
        return Node.expression(type, "((" + type.java + ") ", binary(Type.INT, d), ")");
    }

    private Node binary(Type type, int d) {
        String operator = pick(type.isIntegral() && maker.chance(35) ? BITS : ARITHMETIC);
        boolean divides = type.isIntegral() && (operator.equals("/") || operator.equals("%"));
        String tail = divides && maker.chance(95) ? " | 1))" : "))";
        return Node.expression(type, "(", of(type, d), " " + operator + " (", of(type, d), tail);
    }

    private Node truth(int d) {
        return switch (maker.random.nextInt(7)) {
            case 0, 1 ->
                    Node.expression(
                            Type.BOOLEAN,
                            "(",
                            condition(d),
                            maker.chance(50) ? " && " : " || ",
                            condition(d),
                            ")");
            case 2 -> Node.expression(Type.BOOLEAN, "!", condition(d));
            case 3 -> call(Type.BOOLEAN, "Mix.mixTruth", Type.OBJECT, Type.LONG, null, d);
            case 4 ->
                    Node.expression(
                            Type.BOOLEAN, "(", of(Type.STRING, d), " == ", of(Type.STRING, d), ")");
            case 5 -> instanceOf(d);
            default -> comparison(Type.numeric(maker.random), d);
        };
    }

    private Node comparison(Type type, int d) {
        return Node.expression(
                Type.BOOLEAN, "(", of(type, d), " " + pick(COMPARISONS) + " ", of(type, d), ")");
    }

    private Node instanceOf(int d) {
        String name = maker.scope.freshName("is");
        return Node.expression(
                Type.BOOLEAN,
                "(",
                of(Type.OBJECT, d),
                " instanceof String " + name + " && ",
                condition(d),
                " && " + name + ".length() > 1)");
    }

    private Node text(int d) {
        if (!maker.ownMethods.isEmpty() && maker.chance(25)) {
            return Node.expression(Type.STRING, pick(maker.ownMethods) + "(", of(Type.INT, d), ")");
        }
        return switch (maker.random.nextInt(4)) {
            case 0 -> call(Type.STRING, "Mix.mixText", Type.OBJECT, Type.INT, Type.DOUBLE, d);
            case 1 -> Node.expression(Type.STRING, "String.valueOf(", of(Type.LONG, d), ")");
            case 2 ->
                    Node.expression(
                            Type.STRING,
                            "Mix.tail(new StringBuilder(",
                            Node.expression(Type.STRING, "\"b\" + ", of(Type.CHAR, d)),
                            ").append(",
                            of(Type.FLOAT, d),
                            ").toString())");
            default ->
                    Node.expression(
                            Type.STRING,
                            "Mix.tail(\"<\" + ",
                            of(Type.primitive(maker.random), d),
                            " + \",\" + ",
                            of(Type.STRING, d),
                            " + ",
                            of(Type.BOOLEAN, d),
                            ")");
        };
    }

    private Node object(int d) {
        Type type = Type.any(maker.random);
        return Node.expression(Type.OBJECT, "((Object) ", of(type, d), ")");
    }

    Node box(int depth) {
        int d = maker.has(Feature.UNINITIALISED) ? depth : 0;
        if (depth > 0 && maker.chance(35)) {
            return Node.expression(
                    Type.BOX, "new Box(", box(depth - 1), ", ", of(Type.DOUBLE, d - 1), ")");
        }
        return call(Type.BOX, "new Box", Type.INT, Type.LONG, Type.STRING, d);
    }

    private Node call(Type result, String method, Type a, Type b, Type c, int d) {
        if (c == null) {
            return Node.expression(result, method + "(", of(a, d), ", ", of(b, d), ")");
        }
        return Node.expression(result, method + "(", of(a, d), ", ", of(b, d), ", ", of(c, d), ")");
    }

    private Node list(Type type, int d) {
        return Node.statement(of(type, d), ", ", of(type, d), maker.chance(50) ? "" : ", 1");
    }

    private String pick(List<String> operators) {
        return operators.get(maker.random.nextInt(operators.size()));
    }
}
