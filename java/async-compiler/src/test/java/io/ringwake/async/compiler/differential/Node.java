package io.ringwake.async.compiler.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a generated program: text and smaller pieces in order. A piece can be dropped, which
 * leaves its substitute: nothing for a statement, a literal of the same type for an expression.
 */
final class Node {
    private final String substitute;
    private final List<Object> parts;
    private boolean dropped;

    private Node(String substitute, List<Object> parts) {
        this.substitute = substitute;
        this.parts = parts;
    }

    static Node expression(Type type, Object... parts) {
        return new Node(type.literal, List.of(parts));
    }

    static Node statement(Object... parts) {
        return new Node("", List.of(parts));
    }

    static Node block(List<Node> statements) {
        return new Node("", new ArrayList<>(statements));
    }

    void drop(boolean drop) {
        dropped = drop;
    }

    /** This piece and all in it that are still there, larger ones first. */
    List<Node> present() {
        List<Node> found = new ArrayList<>();
        found.add(this);
        for (int i = 0; i < found.size(); i++) {
            for (Object part : found.get(i).parts) {
                if (part instanceof Node node && !node.dropped) {
                    found.add(node);
                }
            }
        }
        return found;
    }

    void render(StringBuilder out) {
        if (dropped) {
            out.append(substitute);
            return;
        }
        for (Object part : parts) {
            if (part instanceof Node node) {
                node.render(out);
            } else {
                out.append(part);
            }
        }
    }
}
