package io.ringwake.async.compiler;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/** Checks what every instruction is given, without loading a class. */
final class VerifyingInterpreter extends SimpleVerifier {
    private final TypeHierarchy hierarchy;

    VerifyingInterpreter(TypeHierarchy hierarchy) {
        super(Opcodes.ASM9, null, null, null, false);
        this.hierarchy = hierarchy;
    }

    @Override
    public BasicValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
        return instruction.getOpcode() == Opcodes.NEW
                ? new Uninitialized((TypeInsnNode) instruction)
                : super.newOperation(instruction);
    }

    /** Whether a value may be where a frame declares the other. */
    boolean fits(BasicValue declared, BasicValue actual) {
        if (declared.equals(BasicValue.UNINITIALIZED_VALUE)) {
            return true;
        }
        if (declared instanceof Uninitialized || actual instanceof Uninitialized) {
            return declared.equals(actual);
        }
        if (declared.equals(TypeInterpreter.NULL)) {
            return actual.equals(declared);
        }
        return actual.getType() != null && isSubTypeOf(actual, declared);
    }

    @Override
    protected boolean isInterface(Type type) {
        return type.getSort() == Type.OBJECT && hierarchy.isInterface(type.getInternalName());
    }

    @Override
    protected @Nullable Type getSuperClass(Type type) {
        throw new AssertionError("nothing is merged: " + type);
    }

    @Override
    protected boolean isAssignableFrom(Type to, Type from) {
        if (to.equals(from)) {
            return true;
        }
        if (from.getSort() == Type.ARRAY) {
            return to.getSort() == Type.ARRAY ? isArrayOf(to, from) : isAboveArrays(to);
        }
        return to.getSort() == Type.OBJECT
                && from.getSort() == Type.OBJECT
                && hierarchy.isSubclass(from.getInternalName(), to.getInternalName());
    }

    private boolean isArrayOf(Type to, Type from) {
        Type element = Type.getType(to.getDescriptor().substring(1));
        Type given = Type.getType(from.getDescriptor().substring(1));
        return element.equals(given)
                || (given.getSort() >= Type.ARRAY && isAssignableFrom(element, given));
    }

    private boolean isAboveArrays(Type type) {
        return type.getInternalName().equals(RuntimeNames.OBJECT) || isInterface(type);
    }
}
