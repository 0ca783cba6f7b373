package io.ringwake.async.compiler.differential;

import java.util.Map;
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
    BOX("Box", "Box", "of", "((Box) null)"),
    LONGS("long[]", "long[]", "of", "(new long[2])"),
    FLOATS("float[]", "float[]", "of", "(new float[2])"),
    BOOLEANS("boolean[]", "boolean[]", "of", "(new boolean[2])"),
    BYTES("byte[]", "byte[]", "of", "(new byte[2])"),
    SHORTS("short[]", "short[]", "of", "(new short[2])"),
    CHARS("char[]", "char[]", "of", "(new char[2])"),
    STRINGS("String[]", "String[]", "of", "(new String[] {\"a\", null})");

    private static final Type[] ALL = values();

    /** The type of an array's elements. */
    private static final Map<Type, Type> ELEMENTS =
            Map.of(
                    INTS, INT, DOUBLES, DOUBLE, LONGS, LONG, FLOATS, FLOAT, BOOLEANS, BOOLEAN,
                    BYTES, BYTE, SHORTS, SHORT, CHARS, CHAR, STRINGS, STRING);

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
        return ALL[random.nextInt(random.nextInt(3) == 0 ? ALL.length : LONGS.ordinal())];
    }

    /** The arrays whose elements are of this type, or null. */
    Type array() {
        for (Type type : ALL) {
            if (ELEMENTS.get(type) == this) {
                return type;
            }
        }
        return null;
    }

    /** The type of the elements, or null if this is no array. */
    Type element() {
        return ELEMENTS.get(this);
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
