package io.ringwake.async.compiler.differential;

import java.util.ArrayList;
import java.util.List;

/** Makes branches, loops, jumps and switches. */
final class ControlFlow {
    private static final int DEEPEST_LOOP = 3;

    /** What older switches are over: numbers, texts, enums. */
    private static final List<String> BEFORE = List.of("", "\"k\" + ", "Colour.of");

    private static final List<String[]> CASES =
            List.of(
                    new String[] {"0", "1"},
                    new String[] {"\"k0\"", "\"k1\""},
                    new String[] {"RED", "BLUE"});

    private final Maker maker;
    private int loopDepth;

    ControlFlow(Maker maker) {
        this.maker = maker;
    }

    Node any() {
        int choice = maker.random.nextInt(loopDepth < DEEPEST_LOOP ? 12 : 6);
        return switch (choice) {
            case 0, 1 -> branch();
            case 2 -> labelled();
            case 3 -> oldSwitch();
            case 4 -> arrowSwitch();
            case 5 -> maker.has(Feature.PATTERNS) ? patternSwitch() : branch();
            case 6, 7 -> forLoop();
            case 8 -> whileLoop();
            case 9 -> doLoop();
            case 10 -> endlessLoop();
            default -> forEach();
        };
    }

    /** Leaves a loop, a statement or the block, under a condition. */
    Node jump() {
        Node condition = maker.expressions.condition(2);
        String where = maker.scope.loop();
        String label = maker.scope.label();
        int choice = maker.random.nextInt(10);
        Object what;
        if (choice < 5 && where != null) {
            what = (maker.chance(50) ? "break " : "continue ") + where + ";";
        } else if (choice < 7 && label != null) {
            what = "break " + label + ";";
        } else if (choice < 9 && maker.mayReturn && maker.chance(50)) {
            Type type = maker.statements.result;
            what = Node.statement("return ", maker.expressions.of(type, 2), ";");
        } else {
            String failure = maker.chance(50) ? "CheckedFailure" : "UncheckedFailure";
            what = "throw new " + failure + "(\"@" + maker.site() + "\");";
        }
        return Node.statement("if (", condition, ") {\n", what, "\n}\n");
    }

    private Node branch() {
        Node condition = maker.expressions.condition(3);
        if (maker.chance(40)) {
            return Node.statement("if (", condition, ") {\n", maker.block(), "}\n");
        }
        return Node.statement(
                "if (", condition, ") {\n", maker.block(), "} else {\n", maker.block(), "}\n");
    }

    private Node labelled() {
        String label = maker.scope.freshName("L");
        maker.scope.enterLabel(label);
        Node body = maker.block();
        maker.scope.leaveLabel();
        return Node.statement(label + ": {\n", body, "}\n");
    }

    private Node loopBody(String label) {
        maker.scope.enterLoop(label);
        loopDepth++;
        Node body = maker.block();
        loopDepth--;
        maker.scope.leaveLoop();
        return body;
    }

    private Node forLoop() {
        String label = maker.scope.freshName("F");
        String counter = maker.scope.freshName("i");
        Type type = maker.chance(25) ? Type.LONG : Type.INT;
        Node more = maker.expressions.condition(2);
        Object limit = maker.chance(30) ? Node.statement(" && ", more) : "";
        int mark = maker.scope.enter();
        maker.scope.add(Variable.constant(counter + "c", type));
        Node body = loopBody(label);
        maker.scope.leave(mark);
        String head = label + ": for (" + type.java + " " + counter + " = 0; " + counter + " < ";
        return Node.statement(
                head + (1 + maker.random.nextInt(3)),
                limit,
                "; " + counter,
                step(),
                ") {\nfinal " + type.java + " " + counter + "c = " + counter + ";\n",
                body,
                "}\n");
    }

    private Node step() {
        return maker.chance(60)
                ? Node.statement("++")
                : Node.statement(" += 1 + (", maker.expressions.of(Type.INT, 2), " & 1)");
    }

    private Node whileLoop() {
        String label = maker.scope.freshName("W");
        String counter = maker.scope.freshName("n");
        Node condition = maker.expressions.condition(2);
        return Node.statement(
                "int " + counter + " = 0;\n" + label + ": while (" + counter + "++ < 3 && ",
                condition,
                ") {\n",
                loopBody(label),
                "}\n");
    }

    private Node doLoop() {
        String label = maker.scope.freshName("D");
        String counter = maker.scope.freshName("n");
        Node body = loopBody(label);
        return Node.statement(
                "int " + counter + " = 0;\n" + label + ": do {\n",
                body,
                "} while (" + counter + "++ < 2 && ",
                maker.expressions.condition(2),
                ");\n");
    }

    private Node endlessLoop() {
        String label = maker.scope.freshName("E");
        String counter = maker.scope.freshName("n");
        String head = maker.chance(50) ? "for (;;)" : "while (true)";
        return Node.statement(
                "int "
                        + counter
                        + " = 0;\n"
                        + label
                        + ": "
                        + head
                        + " {\nif ("
                        + counter
                        + "++ >= 2) {\nbreak;\n}\n",
                loopBody(label),
                "}\n");
    }

    private Node forEach() {
        String label = maker.scope.freshName("A");
        String name = maker.scope.freshName("e");
        boolean array = maker.chance(50);
        Type type = array ? Type.DOUBLE : Type.STRING;
        Node all =
                array
                        ? maker.expressions.of(Type.DOUBLES, 2)
                        : Node.statement(
                                "java.util.Arrays.asList(",
                                maker.expressions.of(Type.STRING, 2),
                                ", ",
                                maker.expressions.of(Type.STRING, 2),
                                ")");
        int mark = maker.scope.enter();
        maker.scope.add(Variable.constant(name, type));
        Node body = loopBody(label);
        maker.scope.leave(mark);
        return Node.statement(
                label + ": for (" + type.java + " " + name + " : ", all, ") {\n", body, "}\n");
    }

    private Node oldSwitch() {
        int kind = maker.random.nextInt(3);
        String[] cases = CASES.get(kind);
        Node selector = maker.expressions.of(Type.INT, 2);
        String label = maker.scope.freshName("S");
        List<Object> parts = new ArrayList<>();
        parts.add(label + ": switch (" + BEFORE.get(kind) + "(");
        parts.add(selector);
        parts.add(" & 3)) {\n");
        maker.scope.enterLabel(label);
        for (int i = 0; i < 3; i++) {
            parts.add(i == 2 ? "default:\n" : "case " + cases[i] + ":\n");
            parts.add("{\n");
            parts.add(maker.block());
            parts.add("}\n");
            parts.add(maker.chance(60) ? "break;\n" : "");
        }
        maker.scope.leaveLabel();
        parts.add("}\n");
        return Node.statement(parts.toArray());
    }

    private Node arrowSwitch() {
        Node selector = maker.expressions.of(Type.INT, 2);
        return Node.statement(
                "switch (Colour.of(",
                selector,
                ")) {\ncase RED -> {\n",
                maker.block(),
                "}\ncase GREEN, BLUE -> {\n",
                maker.block(),
                "}\n}\n");
    }

    private Node patternSwitch() {
        Node selector = maker.expressions.of(Type.INT, 2);
        String name = maker.scope.freshName("p");
        int mark = maker.scope.enter();
        maker.scope.add(Variable.local(name, Type.INT));
        Node circle = maker.block();
        maker.scope.leave(mark);
        maker.scope.add(Variable.local(name, Type.LONG));
        Scope.Hidden hidden = maker.scope.enterGuard();
        Node guard = maker.expressions.condition(2);
        maker.scope.restore(hidden);
        Node strip = maker.block();
        maker.scope.leave(mark);
        Node pair = maker.block();
        return Node.statement(
                "switch (Shape.of(",
                selector,
                ")) {\ncase Shape.Circle(int " + name + ") -> {\n",
                circle,
                "}\ncase Shape.Strip(long "
                        + name
                        + ", String q"
                        + name
                        + ") when q"
                        + name
                        + " != null && ",
                guard,
                " -> {\n",
                strip,
                "}\ncase Shape.Pair(Shape.Circle l" + name + ", Shape r" + name + ") -> {\n",
                pair,
                "}\ncase Shape other"
                        + name
                        + " -> Trace.log("
                        + maker.site()
                        + ", other"
                        + name
                        + ");\n}\n");
    }
}
