package io.ringwake.async.compiler;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.objectweb.asm.Type;

/** A field of a machine: home of one or several variables that are never alive together. */
final class MachineField {
    private final String name;
    private final Type type;

    /** The numbers of the awaits over which it holds a value. */
    private final BitSet sites = new BitSet();

    private final Set<String> variables = new LinkedHashSet<>();

    MachineField(String name, Type type) {
        this.name = name;
        this.type = type;
    }

    String name() {
        return name;
    }

    Type type() {
        return type;
    }

    boolean isReference() {
        return type.getSort() >= Type.ARRAY;
    }

    Set<String> variables() {
        return variables;
    }

    /** Whether it holds something over this await. */
    boolean isUsedAt(AwaitSite site) {
        return sites.get(site.number());
    }

    /** Whether a variable of this type, alive over these awaits, fits in beside the others. */
    boolean fits(Type variable, BitSet alive) {
        return type.equals(variable) && !sites.intersects(alive);
    }

    void add(BitSet alive, Set<String> names) {
        sites.or(alive);
        variables.addAll(names);
    }
}
