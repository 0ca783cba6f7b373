package io.ringwake.async.compiler;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/** An object between its NEW and the call of its constructor. */
final class Uninitialized extends BasicValue {
    private final TypeInsnNode allocation;

    Uninitialized(TypeInsnNode allocation) {
        super(Type.getObjectType(allocation.desc));
        this.allocation = allocation;
    }

    /** The NEW that made it: two objects of one type are different before they are constructed. */
    TypeInsnNode allocation() {
        return allocation;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Uninitialized that && that.allocation == allocation;
    }

    @Override
    public int hashCode() {
        return allocation.hashCode();
    }
}
