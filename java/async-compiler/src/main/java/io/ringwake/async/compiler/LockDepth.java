package io.ringwake.async.compiler;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * How many monitors are held before each instruction. Locks are structured in what javac makes:
 * every path to an instruction holds the same ones, so the first that gets there counts.
 */
final class LockDepth {
    private static final int UNKNOWN = -1;

    private final MethodNode method;
    private final InsnList code;
    private final int[] depths;
    private final Deque<Integer> open = new ArrayDeque<>();

    private LockDepth(MethodNode method) {
        this.method = method;
        code = method.instructions;
        depths = new int[code.size()];
        Arrays.fill(depths, UNKNOWN);
    }

    static LockDepth of(MethodNode method) {
        LockDepth locks = new LockDepth(method);
        locks.reach(0, 0);
        while (!locks.open.isEmpty()) {
            locks.follow(locks.open.pop());
        }
        return locks;
    }

    /** Whether a monitor of the method is held at the instruction. */
    boolean isHeldAt(AbstractInsnNode instruction) {
        return depths[code.indexOf(instruction)] > 0;
    }

    private void reach(int index, int depth) {
        if (index < depths.length && depths[index] == UNKNOWN) {
            depths[index] = depth;
            open.push(index);
        }
    }

    private void follow(int index) {
        AbstractInsnNode node = code.get(index);
        int before = depths[index];
        int after = before + change(node.getOpcode());
        for (TryCatchBlockNode range : method.tryCatchBlocks) {
            if (code.indexOf(range.start) <= index && index < code.indexOf(range.end)) {
                reach(code.indexOf(range.handler), before);
            }
        }
        for (AbstractInsnNode target : Flow.targets(node)) {
            reach(code.indexOf(target), after);
        }
        if (!Flow.endsPath(node.getOpcode())) {
            reach(index + 1, after);
        }
    }

    private static int change(int opcode) {
        return switch (opcode) {
            case Opcodes.MONITORENTER -> 1;
            case Opcodes.MONITOREXIT -> -1;
            default -> 0;
        };
    }
}
