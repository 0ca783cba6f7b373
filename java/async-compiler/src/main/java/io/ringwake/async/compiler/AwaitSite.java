package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * One await of a block, as it stands in the class file.
 *
 * @param number its number in the block, from 1: the state of a machine that waits there
 * @param call the call of {@code Async.await}
 * @param before the types before it; the future is the topmost operand
 * @param alive the slots that must be kept
 * @param line its line in the source, 0 if unknown
 */
record AwaitSite(
        int number, MethodInsnNode call, Frame<BasicValue> before, BitSet alive, int line) {
    /** The operands that wait below the future, bottom first. */
    List<BasicValue> operands() {
        List<BasicValue> operands = new ArrayList<>();
        for (int i = 0; i < before.getStackSize() - 1; i++) {
            operands.add(before.getStack(i));
        }
        return operands;
    }

    /** The type of the future awaited. */
    BasicValue future() {
        return before.getStack(before.getStackSize() - 1);
    }
}
