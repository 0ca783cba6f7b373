package io.ringwake.async.compiler.differential;

import java.util.List;

/** Makes what can be assigned, and its assignments with what they need on the stack. */
final class Places {
    private static final List<String> NUMERIC = List.of("+=", "-=", "*=", "+=", "/= 1 |", "%= 1 |");
    private static final List<String> INTEGRAL = List.of("&=", "|=", "^=", "<<=", ">>=", ">>>=");
    private static final List<String> STEPS = List.of("++", "--");

    private final Maker maker;

    Places(Maker maker) {
        this.maker = maker;
    }

    /** An element of an array of this type of elements. */
    Node element(Type type, int d) {
        Node number = maker.expressions.of(Type.INT, d - 1);
        String within = maker.chance(97) ? " & 1)]" : " & 3)]";
        return Node.expression(type, maker.expressions.of(type.array(), d), "[(", number, within);
    }

    /** An expression that gives a variable a value. */
    Node assignment(Type type, int d) {
        Variable variable = maker.scope.assignable(type);
        Node value = maker.expressions.of(type, d);
        if (variable == null) {
            return type.array() == null
                    ? value
                    : Node.expression(type, "(", element(type, d), " = ", value, ")");
        } else if (type == Type.STRING && maker.chance(60)) {
            // The old value is on the stack while the new one is awaited.
            String start = "(" + variable.name() + " = Mix.tail(" + variable.name() + " + ";
            return Node.expression(type, start, value, "))");
        }
        return Node.expression(type, "(" + variable.name() + " = ", value, ")");
    }

    /** An expression that changes a place by what it has, or null if there is none of the type. */
    Node update(Type type, int d) {
        Object place = place(type, d);
        if (place == null) {
            return null;
        } else if (type == Type.STRING) {
            // Of an object of its own, or it would grow without end.
            Node value = maker.expressions.of(type, d);
            return Node.expression(type, "Mix.tail(", fresh(d), " += ", value, ")");
        } else if (type == Type.BOOLEAN) {
            String operator = pick(INTEGRAL.subList(0, 3));
            Node value = maker.expressions.of(type, d);
            return Node.expression(type, "(", place, " " + operator + " ", value, ")");
        } else if (maker.chance(35)) {
            return step(type, place);
        }
        Type by = type == Type.BOXED ? Type.INT : Type.numeric(maker.random);
        boolean bits = type.isIntegral() && by.isIntegral() && maker.chance(30);
        String operator = pick(bits ? INTEGRAL : NUMERIC);
        if (operator.endsWith("|")) {
            by = Type.SHORT; // which has the operator, and stays what it is but for zero
            operator = type == Type.BOXED || type.isIntegral() ? operator : "+=";
        }
        Node value = maker.expressions.of(by, d);
        return Node.expression(type, "(", place, " " + operator + " ", value, ")");
    }

    private Node step(Type type, Object place) {
        String step = pick(STEPS);
        return maker.chance(50)
                ? Node.expression(type, "(", place, step + ")")
                : Node.expression(type, "(" + step, place, ")");
    }

    /** Of a type that has operators; null if there is none. */
    private Object place(Type type, int d) {
        boolean operators = type.isPrimitive() || type == Type.BOXED || type == Type.STRING;
        if (!operators) {
            return null;
        }
        int choice = maker.random.nextInt(3);
        Variable variable = maker.scope.assignable(type);
        if (choice == 0 && field(type) != null && maker.scope.mayAssignFields()) {
            return Node.statement(cell(d), field(type));
        } else if (choice == 1 || variable == null) {
            return type.array() == null ? null : element(type, d);
        }
        return variable.name();
    }

    private Node fresh(int d) {
        if (maker.chance(50) && maker.scope.mayAssignFields()) {
            return Node.statement(cell(d), ".s");
        }
        Node index = maker.expressions.of(Type.INT, d);
        return Node.statement("(new String[] {\"a\", null})[", index, " & 1]");
    }

    private Node cell(int d) {
        return Node.statement(
                "new Cell(",
                maker.expressions.of(Type.INT, maker.has(Feature.UNINITIALISED) ? d : 0),
                ", \"c\")");
    }

    private static String field(Type type) {
        return switch (type) {
            case INT -> ".i";
            case LONG -> ".l";
            case BYTE -> ".b";
            case BOXED -> ".n";
            default -> null;
        };
    }

    private String pick(List<String> operators) {
        return operators.get(maker.random.nextInt(operators.size()));
    }
}
