package io.ringwake.async.compiler.differential;

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
        return switch (maker.random.nextInt(11)) {
            case 0, 1 -> inStatic();
            case 2, 3 -> inClass();
            case 4 -> inInterface();
            case 5 -> inRecord();
            case 6 -> inEnum();
            case 7 -> inInner();
            case 8 -> inConstructor();
            case 9 -> inInitialiser();
            default -> inGeneric();
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

    /** Made before the object is finished. */
    private Node inConstructor() {
        fields("fi", "fs", "fd");
        maker.ownMethods.addAll(List.of("describe", "super.describe"));
        return Node.statement(
                "class " + name + " extends Describing {\n" + fieldText("", "fi", "fs", "fd"),
                "final Future<?> made;\n",
                name + "(" + PARAMETERS + ") {\nmade = ",
                block(),
                ";\n}\nstatic Future<?> start() {\nreturn new " + name + ARGUMENTS,
                ".made;\n}\n}\n");
    }

    /** Made by a supplier that the initialiser of the class keeps. */
    private Node inInitialiser() {
        fields("si", "ss", "sd");
        maker.scope.add(new Variable("PC", Type.STRING, true, true));
        return Node.statement(
                "enum " + name + " {\n;\n" + fieldText("static", "si", "ss", "sd"),
                "static final String PC = String.valueOf(3);\n",
                "static final java.util.function.Supplier<Future<?>> MAKER;\nstatic {\n",
                "MAKER = () -> ",
                maker.asyncCall(Type.any(maker.random)),
                ";\n}\nstatic Future<?> start() {\nreturn MAKER.get();\n}\n}\n");
    }

    /** What is of a type parameter comes out of an await through a cast to its bound. */
    private Node inGeneric() {
        fields("fi", "fs", "fd");
        maker.ownMethods.add("describe");
        maker.scope.add(Variable.constant("((Object) pt)", Type.OBJECT));
        maker.scope.add(Variable.constant("(pt.compareTo(pt))", Type.INT));
        String typed = "T extends Number & Comparable<T>";
        return Node.statement(
                "class " + name + "<" + typed + "> {\n" + fieldText("", "fi", "fs", "fd"),
                "private" + DESCRIBE,
                "Future<?> make(" + PARAMETERS + ", T pt0) {\nreturn async(() -> {\n",
                "T pt = await(Leaf.of(0, pt0));\nreturn await(",
                block(),
                ");\n});\n}\nstatic Future<?> start() {\nreturn new " + name + "<Integer>().make",
                ARGUMENTS.replace(")", ", 11)") + ";\n}\n}\n");
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
        return Node.statement(
                modifier + " Future<?> make(" + PARAMETERS + ") {\nreturn ", block(), ";\n}\n");
    }

    /** The block, which may use the parameters. */
    private Node block() {
        maker.scope.add(Variable.constant("pa", Type.INT));
        maker.scope.add(Variable.constant("pb", Type.LONG));
        maker.scope.add(Variable.constant("pc", Type.STRING));
        maker.scope.add(Variable.constant("pd", Type.DOUBLES));
        return maker.asyncCall(Type.any(maker.random));
    }

    private static Node start(String call) {
        return Node.statement(
                "static Future<?> start() {\nreturn " + call + ARGUMENTS + ";\n}\n}\n");
    }
}
