package io.ringwake.async.compiler;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The types of locals and operands before every instruction of a method.
 *
 * <p>One pass from the first instruction to the last: every place where paths meet carries a stack
 * map frame, so nothing is ever merged and the types of the user are never looked up.
 */
final class FrameWalk {
    private final Map<AbstractInsnNode, Frame<BasicValue>> frames = new HashMap<>();
    private final BasicInterpreter interpreter;
    private final MethodNode method;

    private FrameWalk(MethodNode method, BasicInterpreter interpreter) {
        this.method = method;
        this.interpreter = interpreter;
    }

    /** Walks a method of the class; its frames must be expanded. */
    static FrameWalk of(String owner, MethodNode method) throws AnalyzerException {
        return of(owner, method, new TypeInterpreter());
    }

    /** Walks a method with an interpreter that may check as well. */
    static FrameWalk of(String owner, MethodNode method, BasicInterpreter interpreter)
            throws AnalyzerException {
        FrameWalk walk = new FrameWalk(method, interpreter);
        walk.go(walk.atEntry(owner));
        return walk;
    }

    /** Returns the state before an instruction, or null if it cannot be reached. */
    @Nullable Frame<BasicValue> before(AbstractInsnNode instruction) {
        return frames.get(instruction);
    }

    private Frame<BasicValue> atEntry(String owner) {
        Frame<BasicValue> frame = new Frame<>(method.maxLocals, method.maxStack);
        frame.setReturn(returned());
        int slot = 0;
        if ((method.access & Opcodes.ACC_STATIC) == 0) {
            frame.setLocal(slot++, new BasicValue(Type.getObjectType(owner)));
        }
        for (Type type : Type.getArgumentTypes(method.desc)) {
            frame.setLocal(slot++, interpreter.newValue(type));
            if (type.getSize() == 2) {
                frame.setLocal(slot++, BasicValue.UNINITIALIZED_VALUE);
            }
        }
        while (slot < method.maxLocals) {
            frame.setLocal(slot++, BasicValue.UNINITIALIZED_VALUE);
        }
        return frame;
    }

    private BasicValue returned() {
        return interpreter.newValue(Type.getReturnType(method.desc));
    }

    private void go(Frame<BasicValue> entry) throws AnalyzerException {
        Frame<BasicValue> current = entry;
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof FrameNode declared) {
                current = FrameTypes.read(declared, method.maxLocals, method.maxStack);
                current.setReturn(returned());
            } else if (node.getOpcode() >= 0 && current != null) {
                frames.put(node, current);
                current = Flow.endsPath(node.getOpcode()) ? null : after(node, current);
            }
        }
    }

    /** Returns the state after an instruction. */
    Frame<BasicValue> after(AbstractInsnNode node, Frame<BasicValue> before)
            throws AnalyzerException {
        Frame<BasicValue> after = new Frame<>(before);
        after.execute(node, interpreter);
        if (isConstructorCall(node)) {
            initialize(after, Placeholders.receiver((MethodInsnNode) node, before));
        }
        return after;
    }

    /** Every copy of the object is initialised by the one call. */
    private void initialize(Frame<BasicValue> frame, BasicValue receiver) {
        BasicValue object = new BasicValue(receiver.getType());
        for (int i = 0; i < frame.getLocals(); i++) {
            if (receiver.equals(frame.getLocal(i))) {
                frame.setLocal(i, object);
            }
        }
        for (int i = 0; i < frame.getStackSize(); i++) {
            if (receiver.equals(frame.getStack(i))) {
                frame.setStack(i, object);
            }
        }
    }

    static boolean isConstructorCall(AbstractInsnNode node) {
        return node.getOpcode() == Opcodes.INVOKESPECIAL
                && ((MethodInsnNode) node).name.equals("<init>");
    }
}
