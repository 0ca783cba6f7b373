package io.ringwake.async.compiler.differential;

import java.util.List;

/** Makes expressions of several others: operators, calls, objects. */
final class Compounds {
    private static final List<String> ARITHMETIC = List.of("+", "-", "*", "+", "-", "%", "/");
    private static final List<String> BITS = List.of("&", "|", "^", "<<", ">>", ">>>");
    private static final List<String> COMPARISONS = List.of("<", "<=", ">", ">=", "==", "!=");
    private static final List<String> TRUTHS = List.of("&&", "||", "&&", "||", "&", "|", "^");

    private final Maker maker;

    Compounds(Maker maker) {
        this.maker = maker;
    }

    private Node make(Type type, int d) {
        return maker.expressions.of(type, d);
    }

    /** One whose parts are at most so deep. */
    Node of(Type type, int d) {
        if (!type.isPrimitive() && maker.chance(8)) {
            return generic(type, d);
        } else if (type.element() != null) {
            return array(type, d);
        } else if (type.array() != null && maker.chance(12)) {
            return maker.expressions.element(type, d);
        }
        return switch (type) {
            case INT -> integer(d);
            case LONG -> longInteger(d);
            case DOUBLE -> doubleNumber(d);
            case BOOLEAN -> truth(d);
            case STRING -> text(d);
            case OBJECT -> object(d);
            case BOXED -> Node.expression(type, "Integer.valueOf(", make(Type.INT, d), ")");
            case BOX -> box(d);
            default -> narrow(type, d);
        };
    }

    /** Of methods and classes whose type parameters are gone in the class file. */
    private Node generic(Type type, int d) {
        String cast = "((" + type.java + ") ";
        return switch (maker.random.nextInt(3)) {
            case 0 ->
                    Node.expression(
                            type,
                            cast + "Mix.<" + type.argument + ">pick(",
                            make(Type.BOOLEAN, d),
                            ", ",
                            make(type, d),
                            ", ",
                            make(type, d),
                            "))");
            case 1 ->
                    Node.expression(
                            type,
                            cast + "new Duo<>(",
                            make(type, d),
                            ", ",
                            make(Type.STRING, d),
                            ").first())");
            default ->
                    Node.expression(
                            type,
                            cast + "Mix.apply((" + type.java + ") ",
                            make(type, d),
                            ", x -> x))");
        };
    }

    private Node array(Type type, int d) {
        if (maker.chance(20)) {
            String element = type.element().java;
            return Node.expression(
                    type,
                    "(new " + element + "[2][2 + (",
                    make(Type.INT, d),
                    " & 1)])[",
                    make(Type.INT, d),
                    " & 1]");
        }
        Type element = type.element();
        return Node.expression(
                type,
                "(new " + element.java + "[] {",
                make(element, d),
                ", ",
                make(element, d),
                maker.chance(50) ? "})" : ", " + element.literal + "})");
    }

    private Node integer(int d) {
        return switch (maker.random.nextInt(9)) {
            case 0 -> call(Type.INT, "Mix.mixInt", Type.INT, Type.LONG, Type.OBJECT, d);
            case 1 -> Node.expression(Type.INT, "(-", make(Type.INT, d), ")");
            case 2 -> Node.expression(Type.INT, "(~", make(Type.CHAR, d), ")");
            case 3 -> Node.expression(Type.INT, box(d), ".i");
            case 4 -> narrowed(Type.numeric(maker.random), d);
            case 5 -> Node.expression(Type.INT, make(Type.BOXED, d), ".intValue()");
            case 6 -> Node.expression(Type.INT, make(Type.STRING, d), ".length()");
            default -> binary(Type.INT, d);
        };
    }

    private Node narrowed(Type from, int d) {
        return Node.expression(Type.INT, "((int) (" + from.java + ") ", make(from, d), ")");
    }

    private Node longInteger(int d) {
        return switch (maker.random.nextInt(6)) {
            case 0 -> call(Type.LONG, "Mix.mixLong", Type.DOUBLE, Type.LONG, Type.INT, d);
            case 1 -> Node.expression(Type.LONG, box(d), ".l");
            case 2 -> Node.expression(Type.LONG, "((long) ", make(Type.INT, d), ")");
            case 3 -> call(Type.LONG, "Mix.sum", Type.LONG, Type.INT, Type.LONG, d);
            default -> binary(Type.LONG, d);
        };
    }

    private Node doubleNumber(int d) {
        return switch (maker.random.nextInt(4)) {
            case 0 -> call(Type.DOUBLE, "Mix.mixDouble", Type.LONG, Type.DOUBLE, Type.BOOLEAN, d);
            case 1 -> Node.expression(Type.DOUBLE, "(-", make(Type.DOUBLE, d), ")");
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
        return Node.expression(
                type, "(", make(type, d), " " + operator + " (", make(type, d), tail);
    }

    private Node truth(int d) {
        return switch (maker.random.nextInt(7)) {
            case 0, 1 ->
                    Node.expression(
                            Type.BOOLEAN,
                            "(",
                            make(Type.BOOLEAN, d),
                            " " + pick(TRUTHS) + " ",
                            make(Type.BOOLEAN, d),
                            ")");
            case 2 -> Node.expression(Type.BOOLEAN, "!", make(Type.BOOLEAN, d));
            case 3 -> call(Type.BOOLEAN, "Mix.mixTruth", Type.OBJECT, Type.LONG, null, d);
            case 4 ->
                    Node.expression(
                            Type.BOOLEAN,
                            "(",
                            make(Type.STRING, d),
                            " == ",
                            make(Type.STRING, d),
                            ")");
            case 5 -> instanceOf(d);
            default -> comparison(Type.numeric(maker.random), d);
        };
    }

    private Node comparison(Type type, int d) {
        return Node.expression(
                Type.BOOLEAN,
                "(",
                make(type, d),
                " " + pick(COMPARISONS) + " ",
                make(type, d),
                ")");
    }

    private Node instanceOf(int d) {
        String name = maker.scope.freshName("is");
        if (maker.chance(50)) {
            return Node.expression(
                    Type.BOOLEAN,
                    "(",
                    make(Type.OBJECT, d),
                    " instanceof String " + name + " && ",
                    make(Type.BOOLEAN, d),
                    " && " + name + ".length() > 1)");
        }
        boolean record = maker.has(Feature.PATTERNS);
        String pattern = record ? "(int " + name + ")" : " c" + name;
        return Node.expression(
                Type.BOOLEAN,
                "(Shape.of(",
                make(Type.INT, d),
                ") instanceof Shape.Circle" + pattern + " && ",
                make(Type.BOOLEAN, d),
                " && " + (record ? name : "c" + name + ".radius()") + " > 1)");
    }

    private Node text(int d) {
        if (!maker.ownMethods.isEmpty() && maker.chance(25)) {
            String method = pick(maker.ownMethods);
            return Node.expression(Type.STRING, method + "(", make(Type.INT, d), ")");
        }
        return switch (maker.random.nextInt(6)) {
            case 0 -> call(Type.STRING, "Mix.mixText", Type.OBJECT, Type.INT, Type.DOUBLE, d);
            case 1 -> Node.expression(Type.STRING, "String.valueOf(", make(Type.LONG, d), ")");
            case 2 -> call(Type.STRING, "Mix.join", Type.INT, Type.OBJECT, Type.LONG, d);
            case 3 -> largest(d);
            case 4 ->
                    Node.expression(
                            Type.STRING,
                            "Mix.tail(new StringBuilder(",
                            Node.expression(Type.STRING, "\"b\" + ", make(Type.CHAR, d)),
                            ").append(",
                            make(Type.FLOAT, d),
                            ").toString())");
            default ->
                    Node.expression(
                            Type.STRING,
                            "Mix.tail(\"<\" + ",
                            make(Type.primitive(maker.random), d),
                            " + \",\" + ",
                            make(Type.STRING, d),
                            " + ",
                            make(Type.BOOLEAN, d),
                            ")");
        };
    }

    private Node largest(int d) {
        return Node.expression(
                Type.STRING,
                "new Duo<>(",
                make(Type.OBJECT, d),
                ", ",
                make(Type.STRING, d),
                ").max(",
                make(Type.STRING, d),
                ")");
    }

    private Node object(int d) {
        if (maker.has(Feature.UNINITIALISED) && maker.chance(20)) {
            return part(d);
        }
        Type type = Type.any(maker.random);
        return Node.expression(Type.OBJECT, "((Object) ", make(type, d), ")");
    }

    /** An object of an inner class or of an anonymous one. */
    private Node part(int d) {
        String cell = "new Cell(";
        if (maker.chance(50)) {
            return Node.expression(
                    Type.OBJECT,
                    "((Object) " + cell,
                    make(Type.INT, d),
                    ", ",
                    make(Type.STRING, d),
                    ").new Part(",
                    make(Type.DOUBLE, d),
                    "))");
        }
        return Node.expression(
                Type.OBJECT,
                "((Object) new Box(",
                make(Type.INT, d),
                ", 7L, ",
                make(Type.STRING, d),
                ") {\n@Override public String toString() {\nreturn \"sub\" + i + s;\n}\n})");
    }

    private Node box(int depth) {
        int d = maker.has(Feature.UNINITIALISED) ? depth : 0;
        if (depth > 0 && maker.chance(35)) {
            return Node.expression(
                    Type.BOX, "new Box(", box(depth - 1), ", ", make(Type.DOUBLE, d - 1), ")");
        }
        return call(Type.BOX, "new Box", Type.INT, Type.LONG, Type.STRING, d);
    }

    private Node call(Type result, String method, Type a, Type b, Type c, int d) {
        if (c == null) {
            return Node.expression(result, method + "(", make(a, d), ", ", make(b, d), ")");
        }
        return Node.expression(
                result, method + "(", make(a, d), ", ", make(b, d), ", ", make(c, d), ")");
    }

    private String pick(List<String> operators) {
        return operators.get(maker.random.nextInt(operators.size()));
    }
}
