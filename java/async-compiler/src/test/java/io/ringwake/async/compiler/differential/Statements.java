package io.ringwake.async.compiler.differential;

import java.util.ArrayList;
import java.util.List;

/** Makes simple statements, and hands the others to {@link ControlFlow} and {@link Handlers}. */
final class Statements {
    private final Maker maker;
    private final ControlFlow flow;
    private final Handlers handlers;

    /** What {@code return} gives in the block that is being made. */
    Type result = Type.OBJECT;

    Statements(Maker maker) {
        this.maker = maker;
        flow = new ControlFlow(maker);
        handlers = new Handlers(maker);
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
        } else if (choice < 97) {
            return maker.mayNest() ? nestedBlock() : declaration();
        }
        return maker.mayTry ? aside() : log();
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
                            ? maker.expressions.switchExpression(type, 3, true)
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
        if (type == Type.INTS || type == Type.DOUBLES) {
            Type element = type == Type.INTS ? Type.INT : Type.DOUBLE;
            Node number = maker.expressions.of(element, 2);
            String place = variable.name() + "[" + maker.random.nextInt(2) + "]";
            return maker.chance(50)
                    ? Node.statement(place + " = ", number, ";\n")
                    : Node.statement(place + " -= ", number, ";\n");
        } else if (type.isNumeric() && maker.chance(50)) {
            return Node.statement(variable.name() + " -= ", value, ";\n");
        }
        return Node.statement(variable.name() + " = ", value, ";\n");
    }

    /** A value that nobody takes. */
    private Node expressionStatement() {
        Type type = Type.any(maker.random);
        return Node.statement(maker.expressions.await(type, 2), ";\n");
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

    /** Code without awaits that makes javac write something particular. */
    private Node aside() {
        Variable variable = maker.scope.readable();
        String shown = variable == null || !variable.constant() ? "1" : variable.name();
        String name = maker.scope.freshName("a");
        return switch (maker.random.nextInt(3)) {
            case 0 ->
                    Node.statement(
                            "java.util.function.Supplier<Object> " + name + " = () -> " + shown,
                            ";\nTrace.log(" + maker.site() + ", " + name + ".get());\n");
            case 1 ->
                    Node.statement(
                            "synchronized (Trace.class) {\nTrace.log("
                                    + maker.site()
                                    + ", (Object) "
                                    + shown,
                            ");\n}\n");
            default ->
                    Node.statement(
                            "Object "
                                    + name
                                    + " = new Object() {\n@Override public String"
                                    + " toString() {\nreturn Trace.show("
                                    + shown,
                            ");\n}\n};\nTrace.log(" + maker.site() + ", " + name + ");\n");
        };
    }
}
