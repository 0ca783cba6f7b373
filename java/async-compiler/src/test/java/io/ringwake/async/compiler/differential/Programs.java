package io.ringwake.async.compiler.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes programs: an async block in a class of some kind. */
final class Programs {
    private static final int FUEL = 120;
    private static final String PARAMETERS = "int pa, long pb, String pc, double[] pd";
    private static final String ARGUMENTS = "(5, -7L, \"c\", new double[] {0.5, -2})";
    private static final String DESCRIBE =
            " String describe(int n) {\nTrace.log(n);\nreturn \"d\" + n;\n}\n";

    private final Maker maker;
    private final String name;

    private Programs(Maker maker, String name) {
        this.maker = maker;
        this.name = name;
    }

    static Program make(long seed, Set<Feature> features) {
        Random random = new Random(seed);
        String simple = "P" + Long.toUnsignedString(seed, 36);
        String in = random.nextInt(3) == 0 ? "" : "gen";
        Maker maker = new Maker(random, features, 20 + random.nextInt(FUEL));
        Node body = new Programs(maker, simple).container();
        Node tree =
                Node.statement(
                        in.isEmpty() ? "" : "package gen;\n",
                        "import static io.ringwake.Async.*;\n",
                        "import io.ringwake.async.compiler.fixture.*;\n",
                        "import io.ringwake.future.Future;\n",
                        body);
        return new Program(seed, in.isEmpty() ? simple : in + "." + simple, tree);
    }

    private Node container() {
        if (!maker.has(Feature.INSTANCES)) {
            return inStatic();
        }
        return switch (maker.random.nextInt(8)) {
            case 0, 1 -> inStatic();
            case 2, 3 -> inClass();
            case 4 -> inInterface();
            case 5 -> inRecord();
            case 6 -> inEnum();
            default -> inInner();
        };
    }

    private Node inStatic() {
        fields("si", "ss", "sd");
        maker.ownMethods.add("describe");
        return Node.statement(
                "final class " + name + " {\n" + fieldText("static", "si", "ss", "sd"),
                "private static" + DESCRIBE,
                method("private static"),
                start("make"));
    }

    private Node inClass() {
        fields("fi", "fs", "fd");
        maker.ownMethods.addAll(List.of("describe", "super.describe", "this.describe"));
        return Node.statement(
                "class "
                        + name
                        + " extends Describing {\n"
                        + fieldText("private", "fi", "fs", "fd"),
                "@Override protected" + DESCRIBE,
                method(maker.chance(50) ? "private" : "synchronized"),
                start("new " + name + "().make"));
    }

    private Node inInterface() {
        maker.ownMethods.addAll(List.of("describe", "this.describe"));
        String modifier = maker.chance(50) ? "private" : "default";
        return Node.statement(
                "interface " + name + " {\nprivate" + DESCRIBE,
                method(modifier),
                start("((" + name + ") new " + name + "() {}).make"));
    }

    private Node inRecord() {
        maker.scope.add(new Variable("ri", Type.INT, true, true));
        maker.scope.add(new Variable("rs", Type.STRING, true, true));
        maker.ownMethods.add("describe");
        return Node.statement(
                "record " + name + "(int ri, String rs) {\nprivate" + DESCRIBE,
                method("private"),
                start("new " + name + "(3, \"rs\").make"));
    }

    private Node inEnum() {
        fields("fi", "fs", "fd");
        maker.ownMethods.add("describe");
        return Node.statement(
                "enum " + name + " {\nONE, TWO;\n" + fieldText("", "fi", "fs", "fd"),
                DESCRIBE,
                method(""),
                start("TWO.make"));
    }

    private Node inInner() {
        fields("fi", "fs", "fd");
        fields("oi", "os", "od");
        maker.ownMethods.addAll(List.of("describe", name + ".this.describe"));
        return Node.statement(
                "class "
                        + name
                        + " extends Describing {\n"
                        + fieldText("private", "oi", "os", "od"),
                "class Inner {\n" + fieldText("private", "fi", "fs", "fd"),
                "private" + DESCRIBE,
                method("private"),
                "}\n",
                start("new " + name + "().new Inner().make"));
    }

    private void fields(String number, String text, String wide) {
        maker.scope.add(Variable.field(number, Type.INT));
        maker.scope.add(Variable.field(text, Type.STRING));
        maker.scope.add(Variable.field(wide, Type.DOUBLE));
    }

    private static String fieldText(String modifier, String number, String text, String wide) {
        return modifier
                + " int "
                + number
                + " = 1;\n"
                + modifier
                + " String "
                + text
                + " = \"f\";\n"
                + modifier
                + " double "
                + wide
                + ";\n";
    }

    private Node method(String modifier) {
        List<Variable> parameters = new ArrayList<>();
        parameters.add(Variable.constant("pa", Type.INT));
        parameters.add(Variable.constant("pb", Type.LONG));
        parameters.add(Variable.constant("pc", Type.STRING));
        parameters.add(Variable.constant("pd", Type.DOUBLES));
        parameters.forEach(maker.scope::add);
        return Node.statement(
                modifier + " Future<?> make(" + PARAMETERS + ") {\nreturn ",
                maker.asyncCall(Type.any(maker.random)),
                ";\n}\n");
    }

    private static Node start(String call) {
        return Node.statement(
                "static Future<?> start() {\nreturn " + call + ARGUMENTS + ";\n}\n}\n");
    }
}
