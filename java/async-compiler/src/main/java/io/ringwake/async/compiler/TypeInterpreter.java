package io.ringwake.async.compiler;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * What one instruction does to the types of locals and operands, as the verifier sees it. Never
 * asked to merge two types: where paths meet, the class file says what the types are.
 */
final class TypeInterpreter extends BasicInterpreter {
    static final BasicValue NULL = new BasicValue(NULL_TYPE);

    TypeInterpreter() {
        super(Opcodes.ASM9);
    }

    @Override
    public BasicValue newValue(@Nullable Type type) {
        return type != null && type.getSort() >= Type.ARRAY
                ? new BasicValue(type)
                : super.newValue(type);
    }

    @Override
    public BasicValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
        return switch (instruction.getOpcode()) {
            case Opcodes.ACONST_NULL -> NULL;
            case Opcodes.NEW -> new Uninitialized((TypeInsnNode) instruction);
            default -> super.newOperation(instruction);
        };
    }

    @Override
    public BasicValue binaryOperation(
            AbstractInsnNode instruction, BasicValue first, BasicValue second)
            throws AnalyzerException {
        return instruction.getOpcode() == Opcodes.AALOAD
                ? elementOf(first)
                : super.binaryOperation(instruction, first, second);
    }

    private BasicValue elementOf(BasicValue array) {
        Type type = array.getType();
        return type.getSort() == Type.ARRAY
                ? newValue(Type.getType(type.getDescriptor().substring(1)))
                : NULL;
    }
}
