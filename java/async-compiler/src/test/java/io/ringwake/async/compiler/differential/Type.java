package io.ringwake.async.compiler.differential;

import java.util.Random;

/** The types of variables and expressions of generated programs. */
enum Type {
    INT("int", "Integer", "ofInt", "1"),
    LONG("long", "Long", "ofLong", "2L"),
    FLOAT("float", "Float", "ofFloat", "0.5f"),
    DOUBLE("double", "Double", "ofDouble", "1.5"),
    BOOLEAN("boolean", "Boolean", "ofBoolean", "true"),
    BYTE("byte", "Byte", "ofByte", "((byte) 3)"),
    SHORT("short", "Short", "ofShort", "((short) 4)"),
    CHAR("char", "Character", "ofChar", "'c'"),
    STRING("String", "String", "of", "\"s\""),
    OBJECT("Object", "Object", "of", "((Object) \"o\")"),
    BOXED("Integer", "Integer", "of", "((Integer) 7)"),
    INTS("int[]", "int[]", "of", "(new int[2])"),
    DOUBLES("double[]", "double[]", "of", "(new double[2])"),
    BOX("Box", "Box", "of", "((Box) null)");

    private static final Type[] ALL = values();

    /** As a declaration says it. */
    final String java;

    /** As a type argument. */
    final String argument;

    /** The method of Leaf that makes a future of it. */
    final String leaf;

    /** Some value. */
    final String literal;

    Type(String java, String argument, String leaf, String literal) {
        this.java = java;
        this.argument = argument;
        this.leaf = leaf;
        this.literal = literal;
    }

    static Type any(Random random) {
        return ALL[random.nextInt(ALL.length)];
    }

    static Type primitive(Random random) {
        return ALL[random.nextInt(CHAR.ordinal() + 1)];
    }

    static Type numeric(Random random) {
        Type type = primitive(random);
        return type == BOOLEAN ? INT : type;
    }

    boolean isPrimitive() {
        return ordinal() <= CHAR.ordinal();
    }

    /** Numbers that an operator takes, boxed or not. */
    boolean isNumeric() {
        return isPrimitive() && this != BOOLEAN;
    }

    /** The types whose shifts and bit operators there are. */
    boolean isIntegral() {
        return isNumeric() && this != FLOAT && this != DOUBLE;
    }
}
