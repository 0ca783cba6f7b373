package io.ringwake.async.compiler;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/** The instructions with which a resumable body uses its machine and its own slots. */
final class MachineAccess {
    private MachineAccess() {}

    static VarInsnNode load() {
        return new VarInsnNode(Opcodes.ALOAD, BodyFrames.MACHINE);
    }

    static VarInsnNode scratch(int opcode) {
        return new VarInsnNode(opcode, BodyFrames.SCRATCH);
    }

    /** Loads (ILOAD) or stores (ISTORE) a slot of the lambda. */
    static VarInsnNode local(int opcode, int slot, BasicValue value) {
        return new VarInsnNode(value.getType().getOpcode(opcode), slot + BodyFrames.SHIFT);
    }

    static FieldInsnNode field(int opcode, AsyncBlock block, MachineField field) {
        return new FieldInsnNode(
                opcode, block.machine(), field.name(), field.type().getDescriptor());
    }

    static FieldInsnNode child(int opcode, AsyncBlock block) {
        return new FieldInsnNode(opcode, block.machine(), "child", RuntimeNames.FUTURE_TYPE);
    }

    static FieldInsnNode state(int opcode, AsyncBlock block) {
        return new FieldInsnNode(opcode, block.machine(), "state", "S");
    }

    static MethodInsnNode poll() {
        return new MethodInsnNode(
                Opcodes.INVOKEINTERFACE,
                RuntimeNames.FUTURE,
                "poll",
                RuntimeNames.POLL_DESCRIPTOR,
                true);
    }

    static AbstractInsnNode number(int value) {
        if (value <= 5) {
            return new InsnNode(Opcodes.ICONST_0 + value);
        }
        return new IntInsnNode(value <= Byte.MAX_VALUE ? Opcodes.BIPUSH : Opcodes.SIPUSH, value);
    }
}
