package io.ringwake.async.compiler.differential;

import java.util.ArrayList;
import java.util.List;

/** Makes try statements. */
final class Handlers {
    private static final List<String> CAUGHT =
            List.of(
                    "CheckedFailure",
                    "UncheckedFailure",
                    "CheckedFailure | UncheckedFailure",
                    "RuntimeException",
                    "java.util.concurrent.CancellationException",
                    "Exception",
                    "Throwable",
                    "Error");

    private final Maker maker;

    Handlers(Maker maker) {
        this.maker = maker;
    }

    Node any() {
        List<Object> parts = new ArrayList<>();
        int mark = maker.scope.enter();
        boolean resources = maker.chance(30);
        parts.add(resources ? "try (" : "try {\n");
        if (resources) {
            resource(parts, "");
            if (maker.chance(30)) {
                resource(parts, ";\n");
            }
            parts.add(") {\n");
        }
        parts.add("Mix.mayThrow(" + maker.site() + ", ");
        parts.add(maker.expressions.of(Type.INT, 2));
        parts.add(");\n");
        parts.add(maker.block());
        parts.add("}");
        maker.scope.leave(mark);
        int choice = maker.random.nextInt(3);
        if (choice < 2) {
            handler(parts);
        }
        if (choice > 0 || (choice == 0 && maker.chance(20))) {
            parts.add(" finally {\n");
            parts.add(maker.block());
            parts.add("}");
        }
        parts.add("\n");
        return Node.statement(parts.toArray());
    }

    private void resource(List<Object> parts, String before) {
        String name = maker.scope.freshName("r");
        Node argument =
                maker.expressions.of(
                        Type.any(maker.random), maker.has(Feature.UNINITIALISED) ? 2 : 0);
        int kind = maker.random.nextInt(4);
        parts.add(before + "Resource " + name + " = ");
        if (kind == 0) {
            // Nothing is closed then.
            parts.add(maker.expressions.condition(1));
            parts.add(" ? null : ");
        } else if (kind == 1 && maker.mayAwait) {
            parts.add("await(Leaf.of(" + maker.site() + ", ");
        }
        parts.add("new Resource(" + maker.site() + ", ");
        parts.add(argument);
        parts.add(kind == 1 && maker.mayAwait ? ")))" : ")");
    }

    private void handler(List<Object> parts) {
        int first = maker.random.nextInt(CAUGHT.size());
        catchBlock(parts, CAUGHT.get(first));
        // A second one that the first does not cover.
        if (first < 2 && maker.chance(40)) {
            catchBlock(parts, "Exception");
        }
    }

    private void catchBlock(List<Object> parts, String caught) {
        String name = maker.scope.freshName("x");
        parts.add(" catch (" + caught + " " + name + ") {\nTrace.log(" + maker.site() + ", ");
        parts.add(name + ");\n");
        int mark = maker.scope.enter();
        maker.scope.add(Variable.constant("((Object) " + name + ")", Type.OBJECT));
        parts.add(maker.block());
        maker.scope.leave(mark);
        if (maker.chance(30)) {
            parts.add("if (");
            parts.add(maker.expressions.condition(1));
            parts.add(") {\nthrow " + name + ";\n}\n");
        }
        parts.add("}");
    }
}
