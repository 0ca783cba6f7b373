package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals are read again behind each instruction before they are written: the ones a block
 * must keep. What a handler reads is alive in all of the range it guards.
 */
final class Liveness {
    private final InsnList code;
    private final BitSet[] before;

    /** For each instruction, those of other places that may follow it. */
    private final List<List<AbstractInsnNode>> jumps;

    private Liveness(MethodNode method) {
        code = method.instructions;
        before = new BitSet[code.size()];
        jumps = new ArrayList<>();
        for (int i = 0; i < code.size(); i++) {
            before[i] = new BitSet();
            jumps.add(Flow.targets(code.get(i)));
        }
        for (TryCatchBlockNode range : method.tryCatchBlocks) {
            for (int i = code.indexOf(range.start); i < code.indexOf(range.end); i++) {
                jumps.get(i).add(range.handler);
            }
        }
    }

    static Liveness of(MethodNode method) {
        Liveness liveness = new Liveness(method);
        boolean changed;
        do {
            changed = liveness.passBackwards();
        } while (changed);
        return liveness;
    }

    /** Returns the slots alive before the instruction, as numbered when the method was read. */
    BitSet before(AbstractInsnNode instruction) {
        return before[code.indexOf(instruction)];
    }

    private boolean passBackwards() {
        boolean changed = false;
        for (int i = before.length - 1; i >= 0; i--) {
            BitSet alive = aliveBefore(i);
            changed |= !alive.equals(before[i]);
            before[i] = alive;
        }
        return changed;
    }

    private BitSet aliveBefore(int i) {
        AbstractInsnNode node = code.get(i);
        BitSet alive = new BitSet();
        if (i + 1 < before.length && !Flow.endsPath(node.getOpcode())) {
            alive.or(before[i + 1]);
        }
        if (node instanceof VarInsnNode store && isStore(store.getOpcode())) {
            alive.clear(store.var);
        }
        for (AbstractInsnNode target : jumps.get(i)) {
            alive.or(before[code.indexOf(target)]);
        }
        if (node instanceof VarInsnNode load && !isStore(load.getOpcode())) {
            alive.set(load.var);
        } else if (node instanceof IincInsnNode step) {
            alive.set(step.var);
        }
        return alive;
    }

    static boolean isStore(int opcode) {
        return opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
    }
}
