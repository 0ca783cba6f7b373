package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/** Translates between the types of a stack map frame and those of a {@link FrameWalk}. */
final class FrameTypes {
    private FrameTypes() {}

    /** Returns the state a frame declares. */
    static Frame<BasicValue> read(FrameNode node, int maxLocals, int maxStack) {
        Frame<BasicValue> frame = new Frame<>(maxLocals, maxStack);
        int slot = 0;
        for (Object element : node.local) {
            BasicValue value = valueOf(element);
            frame.setLocal(slot++, value);
            if (value.getSize() == 2) {
                frame.setLocal(slot++, BasicValue.UNINITIALIZED_VALUE);
            }
        }
        while (slot < maxLocals) {
            frame.setLocal(slot++, BasicValue.UNINITIALIZED_VALUE);
        }
        for (Object element : node.stack) {
            frame.push(valueOf(element));
        }
        return frame;
    }

    /** Returns a frame with these locals, of which the last ones may be missing, and operands. */
    static FrameNode write(List<BasicValue> slots, List<BasicValue> operands) {
        List<Object> locals = new ArrayList<>();
        for (int slot = 0; slot < slots.size(); slot += slots.get(slot).getSize()) {
            locals.add(elementOf(slots.get(slot)));
        }
        List<Object> stack = new ArrayList<>();
        for (BasicValue operand : operands) {
            stack.add(elementOf(operand));
        }
        return new FrameNode(
                Opcodes.F_NEW, locals.size(), locals.toArray(), stack.size(), stack.toArray());
    }

    private static BasicValue valueOf(Object element) {
        if (element instanceof String name) {
            return new BasicValue(Type.getObjectType(name));
        }
        if (element instanceof LabelNode label) {
            return new Uninitialized(allocationAt(label));
        }
        if (element.equals(Opcodes.INTEGER)) {
            return BasicValue.INT_VALUE;
        } else if (element.equals(Opcodes.FLOAT)) {
            return BasicValue.FLOAT_VALUE;
        } else if (element.equals(Opcodes.LONG)) {
            return BasicValue.LONG_VALUE;
        } else if (element.equals(Opcodes.DOUBLE)) {
            return BasicValue.DOUBLE_VALUE;
        } else if (element.equals(Opcodes.NULL)) {
            return TypeInterpreter.NULL;
        }
        return BasicValue.UNINITIALIZED_VALUE; // TOP, and `this` before super(): nothing is known
    }

    private static Object elementOf(BasicValue value) {
        if (value instanceof Uninitialized object) {
            return labelOf(object.allocation());
        } else if (value.equals(BasicValue.INT_VALUE)) {
            return Opcodes.INTEGER;
        } else if (value.equals(BasicValue.FLOAT_VALUE)) {
            return Opcodes.FLOAT;
        } else if (value.equals(BasicValue.LONG_VALUE)) {
            return Opcodes.LONG;
        } else if (value.equals(BasicValue.DOUBLE_VALUE)) {
            return Opcodes.DOUBLE;
        } else if (value.equals(TypeInterpreter.NULL)) {
            return Opcodes.NULL;
        } else if (value.equals(BasicValue.UNINITIALIZED_VALUE)) {
            return Opcodes.TOP;
        }
        return value.getType().getInternalName();
    }

    private static TypeInsnNode allocationAt(LabelNode label) {
        AbstractInsnNode node = label;
        while (node.getOpcode() < 0) {
            node = node.getNext();
        }
        return (TypeInsnNode) node;
    }

    private static LabelNode labelOf(TypeInsnNode allocation) {
        AbstractInsnNode node = allocation.getPrevious();
        while (node != null && node.getOpcode() < 0) {
            if (node instanceof LabelNode label) {
                return label;
            }
            node = node.getPrevious();
        }
        throw new IllegalStateException("a frame names a NEW without a label");
    }
}
