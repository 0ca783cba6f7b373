package io.ringwake.async.compiler.differential;

/** Makes code without awaits of the block's own that has javac write something particular. */
final class Asides {
    private final Maker maker;

    Asides(Maker maker) {
        this.maker = maker;
    }

    Node any() {
        Variable variable = maker.scope.readable();
        String shown = variable == null || !variable.constant() ? "1" : variable.name();
        String name = maker.scope.freshName("a");
        return switch (maker.random.nextInt(maker.mayNest() ? 7 : 5)) {
            case 0 -> lambda(name, shown);
            case 1, 2 -> locked();
            case 3 -> anonymous(name, shown);
            case 4 -> localRecord(name, shown);
            case 5 -> blockInLambda(name);
            default -> blockOfReference();
        };
    }

    private Node lambda(String name, String shown) {
        return Node.statement(
                "java.util.function.Supplier<Object> " + name + " = () -> " + shown,
                ";\nTrace.log(" + maker.site() + ", " + name + ".get());\n");
    }

    /** A lock, held by any code that does not wait, and left in any way. */
    private Node locked() {
        boolean outer = maker.mayAwait;
        maker.mayAwait = false;
        Node body = maker.block();
        maker.mayAwait = outer;
        String lock = maker.chance(50) ? "Trace.class" : "new Object()";
        return Node.statement("synchronized (" + lock + ") {\n", body, "}\n");
    }

    private Node anonymous(String name, String shown) {
        return Node.statement(
                "Object "
                        + name
                        + " = new Object() {\n@Override public String"
                        + " toString() {\nreturn Trace.show("
                        + shown,
                ");\n}\n};\nTrace.log(" + maker.site() + ", " + name + ");\n");
    }

    private Node localRecord(String name, String shown) {
        Type type = Type.any(maker.random);
        String record = "R" + name;
        return Node.statement(
                "record " + record + "(" + type.java + " x, Object y) {}\n",
                record + " " + name + " = new " + record + "(",
                maker.expressions.of(type, 2),
                ", " + shown + ");\nTrace.log(" + maker.site() + ", ",
                "(Object) " + name + ".x(), " + name + ".y());\n");
    }

    /** A block that a lambda makes which is none itself. */
    private Node blockInLambda(String name) {
        Type type = Type.any(maker.random);
        String future = "io.ringwake.future.Future<" + type.argument + ">";
        Scope.Hidden hidden = maker.scope.enterLambda();
        Node block = maker.asyncCall(type);
        maker.scope.restore(hidden);
        return Node.statement(
                "java.util.function.Supplier<" + future + "> " + name + " = () -> ",
                block,
                ";\nTrace.log(" + maker.site() + ", (Object) await(" + name + ".get()));\n");
    }

    private Node blockOfReference() {
        String what = maker.chance(50) ? "Mix::answer" : "new StringBuilder(\"r\")::toString";
        return Node.statement("Trace.log(" + maker.site() + ", await(async(" + what + ")));\n");
    }
}
