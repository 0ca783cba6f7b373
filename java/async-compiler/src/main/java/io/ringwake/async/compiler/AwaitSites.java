package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** Finds the awaits of a block. */
final class AwaitSites {
    private AwaitSites() {}

    /** Returns the awaits that can be reached, in the order of the code. */
    static List<AwaitSite> of(MethodNode method, FrameWalk walk, Liveness liveness) {
        List<AwaitSite> sites = new ArrayList<>();
        int line = 0;
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof LineNumberNode number) {
                line = number.line;
            }
            Frame<BasicValue> before = walk.before(node);
            if (before != null && Calls.isAwait(node)) {
                sites.add(
                        new AwaitSite(
                                sites.size() + 1,
                                (MethodInsnNode) node,
                                before,
                                liveness.before(node),
                                line));
            }
        }
        return sites;
    }

    /** Returns the line of an instruction, 0 if unknown. */
    static int lineOf(AbstractInsnNode instruction) {
        for (AbstractInsnNode node = instruction; node != null; node = node.getPrevious()) {
            if (node instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }

    /** Returns the first line of a method, 0 if unknown. */
    static int firstLine(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof LineNumberNode number) {
                return number.line;
            }
        }
        return 0;
    }
}
