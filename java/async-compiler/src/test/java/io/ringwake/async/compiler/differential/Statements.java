package io.ringwake.async.compiler.differential;

import java.util.ArrayList;
import java.util.List;

/** Makes simple statements, and hands the others to {@link ControlFlow} and {@link Handlers}. */
final class Statements {
    private final Maker maker;
    private final ControlFlow flow;
    private final Handlers handlers;
    private final Asides asides;
    private final Endings endings;

    /** What {@code return} gives in the block that is being made. */
    Type result = Type.OBJECT;

    Statements(Maker maker) {
        this.maker = maker;
        flow = new ControlFlow(maker);
        handlers = new Handlers(maker);
        asides = new Asides(maker);
        endings = new Endings(maker);
    }

    /** Some statement, which can complete normally as far as javac knows. */
    Node any() {
        if (!maker.burn()) {
            return log();
        }
        int choice = maker.random.nextInt(100);
        if (choice < 18) {
            return declaration();
        } else if (choice < 34) {
            return assignment();
        } else if (choice < 44) {
            return log();
        } else if (choice < 48) {
            return expressionStatement();
        } else if (choice < 54) {
            return flow.jump();
        } else if (choice < 77) {
            return flow.any();
        } else if (choice < 92) {
            return maker.has(Feature.HANDLERS) && maker.mayTry ? handlers.any() : flow.any();
        } else if (choice < 95) {
            return maker.mayNest() ? nestedBlock() : declaration();
        }
        return maker.mayTry ? asides.any() : log();
    }

    /** Shows where the program is, and some variables. */
    Node log() {
        List<Object> parts = new ArrayList<>();
        parts.add("Trace.log(" + maker.site());
        for (int i = maker.random.nextInt(4); i > 0; i--) {
            Variable variable = maker.scope.readable();
            if (variable != null) {
                parts.add(", (Object) " + variable.name());
            }
        }
        if (maker.chance(15)) {
            parts.add(", (Object) ");
            parts.add(maker.expressions.of(Type.any(maker.random), 2));
        }
        parts.add(");\n");
        return Node.statement(parts.toArray());
    }

    Node declaration() {
        Type type = Type.any(maker.random);
        String name = maker.scope.freshName("v");
        boolean constant = maker.chance(40);
        Node made;
        if (!constant && maker.chance(20)) {
            made = declaredFirst(type, name);
        } else if (!constant && !type.isPrimitive() && maker.chance(20)) {
            made = Node.statement(type.java + " " + name + " = null;\n");
        } else {
            Node value =
                    maker.chance(8)
                            ? maker.expressions.switchStatement(type, 3)
                            : maker.expressions.of(type, 3);
            String start = (constant && maker.chance(50) ? "final " : "") + type.java;
            made = Node.statement(start + " " + name + " = ", value, ";\n");
        }
        maker.scope.add(new Variable(name, type, constant, false));
        return made;
    }

    /** A variable without a value, so that its slot is undefined at an await in between. */
    private Node declaredFirst(Type type, String name) {
        return Node.statement(
                type.java + " " + name + ";\n",
                "if (",
                maker.expressions.condition(2),
                ") {\n",
                maker.block(1),
                name + " = ",
                maker.expressions.of(type, 2),
                ";\n} else {\n" + name + " = ",
                maker.expressions.of(type, 2),
                ";\n}\n");
    }

    private Node assignment() {
        Variable variable = maker.scope.assignable();
        if (variable == null) {
            return declaration();
        }
        Type type = variable.type();
        Node value = maker.expressions.of(type, 3);
        if (type.element() != null) {
            Node number = maker.expressions.of(type.element(), 2);
            String place = variable.name() + "[" + maker.random.nextInt(2) + "]";
            boolean operator = type.element().isNumeric() && maker.chance(50);
            return Node.statement(place + (operator ? " -= " : " = "), number, ";\n");
        } else if (type.isNumeric() && maker.chance(50)) {
            return Node.statement(variable.name() + " -= ", value, ";\n");
        }
        return Node.statement(variable.name() + " = ", value, ";\n");
    }

    /** A value that nobody takes. */
    private Node expressionStatement() {
        if (!maker.mayAwait) {
            return log();
        }
        Type type = Type.any(maker.random);
        return Node.statement(maker.expressions.await(type, 2), ";\n");
    }

    /** The end of a block of this type: what comes behind it is never reached. */
    Node ending(Type type) {
        return endings.any(type);
    }

    private Node nestedBlock() {
        Type type = Type.any(maker.random);
        Node call = maker.asyncCall(type);
        String name = maker.scope.freshName("f");
        Variable target = maker.scope.assignable(type);
        return Node.statement(
                "io.ringwake.future.Future<" + type.argument + "> " + name + " = ",
                call,
                ";\n",
                maker.chance(50) ? maker.block(1) : log(),
                target == null ? "" : target.name() + " = ",
                "await(" + name + ");\n");
    }
}
