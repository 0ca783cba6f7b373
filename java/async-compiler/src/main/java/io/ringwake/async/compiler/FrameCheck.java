package io.ringwake.async.compiler;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Verifies a method as the JVM will: what instructions are given, and that the frame of every place
 * fits whatever gets there. So a fault of the compiler fails the build, not the user's run.
 */
final class FrameCheck {
    private final MethodNode method;
    private final VerifyingInterpreter types;
    private final FrameWalk walk;
    private final Map<AbstractInsnNode, Frame<BasicValue>> declared = new HashMap<>();

    private FrameCheck(String owner, MethodNode method, VerifyingInterpreter types)
            throws AnalyzerException {
        this.method = method;
        this.types = types;
        this.walk = FrameWalk.of(owner, method, types);
    }

    static void check(String owner, MethodNode method, VerifyingInterpreter types)
            throws AnalyzerException {
        FrameCheck check = new FrameCheck(owner, method, types);
        check.collectFrames();
        for (AbstractInsnNode node : method.instructions) {
            if (node.getOpcode() >= 0) {
                check.checkFrom(node);
            }
        }
    }

    /** A frame belongs to every label between it and the instruction before. */
    private void collectFrames() {
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof FrameNode frame) {
                Frame<BasicValue> state = FrameTypes.read(frame, method.maxLocals, method.maxStack);
                declared.put(frame, state);
                AbstractInsnNode before = frame.getPrevious();
                while (before != null && before.getOpcode() < 0) {
                    declared.put(before, state);
                    before = before.getPrevious();
                }
            }
        }
    }

    private void checkFrom(AbstractInsnNode node) throws AnalyzerException {
        Frame<BasicValue> before = walk.before(node);
        if (before == null) {
            throw new AnalyzerException(node, "no frame behind a jump");
        }
        for (TryCatchBlockNode range : method.tryCatchBlocks) {
            if (isIn(range, node)) {
                checkLocals(node, before, frameAt(node, range.handler));
            }
        }
        Frame<BasicValue> after = walk.after(node, before);
        for (AbstractInsnNode target : Flow.targets(node)) {
            checkAll(node, after, frameAt(node, target));
        }
        AbstractInsnNode next = node.getNext();
        if (next != null && !Flow.endsPath(node.getOpcode()) && declared.containsKey(next)) {
            checkAll(node, after, frameAt(node, next));
        }
    }

    private boolean isIn(TryCatchBlockNode range, AbstractInsnNode node) {
        int index = method.instructions.indexOf(node);
        return method.instructions.indexOf(range.start) < index
                && index < method.instructions.indexOf(range.end);
    }

    private Frame<BasicValue> frameAt(AbstractInsnNode from, AbstractInsnNode target)
            throws AnalyzerException {
        Frame<BasicValue> frame = declared.get(target);
        if (frame == null) {
            throw new AnalyzerException(from, "no frame at " + ((LabelNode) target).getLabel());
        }
        return frame;
    }

    private void checkAll(AbstractInsnNode node, Frame<BasicValue> actual, Frame<BasicValue> frame)
            throws AnalyzerException {
        checkLocals(node, actual, frame);
        if (actual.getStackSize() != frame.getStackSize()) {
            throw new AnalyzerException(node, "operands " + actual + ", the frame has " + frame);
        }
        for (int i = 0; i < frame.getStackSize(); i++) {
            check(node, "operand " + i, frame.getStack(i), actual.getStack(i));
        }
    }

    private void checkLocals(
            AbstractInsnNode node, Frame<BasicValue> actual, Frame<BasicValue> frame)
            throws AnalyzerException {
        for (int i = 0; i < frame.getLocals(); i++) {
            check(node, "local " + i, frame.getLocal(i), actual.getLocal(i));
        }
    }

    private void check(AbstractInsnNode node, String place, BasicValue expected, BasicValue actual)
            throws AnalyzerException {
        if (!types.fits(expected, actual)) {
            throw new AnalyzerException(
                    node, place + " is " + actual + ", the frame has " + expected);
        }
    }
}
