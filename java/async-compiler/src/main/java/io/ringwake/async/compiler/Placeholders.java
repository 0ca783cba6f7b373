package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Objects whose constructor has an await among its arguments. What NEW makes can be kept in no
 * field, so null takes its place, and the object is made where its constructor is called:
 *
 * <pre>
 *   before  NEW Foo; DUP; arguments; call
 *   after   NEW Foo; POP; NULL; DUP; arguments;
 *           arguments to temporaries; NEW Foo; DUP; arguments; call;
 *           every copy of the null replaced by the object
 * </pre>
 *
 * The first NEW stays, for the sake of what it does besides: it initialises the class before the
 * arguments are evaluated. The JIT removes its object.
 */
final class Placeholders {
    private final Set<TypeInsnNode> postponed = new HashSet<>();

    /** Finds the allocations that are open at an await. */
    static Placeholders of(List<AwaitSite> sites) {
        Placeholders found = new Placeholders();
        for (AwaitSite site : sites) {
            Frame<BasicValue> frame = site.before();
            for (int i = 0; i < frame.getStackSize(); i++) {
                found.add(frame.getStack(i));
            }
            // A switch expression with a try in it has javac put the operands aside.
            site.alive().stream().forEach(slot -> found.add(frame.getLocal(slot)));
        }
        return found;
    }

    private void add(BasicValue value) {
        if (value instanceof Uninitialized object) {
            postponed.add(object.allocation());
        }
    }

    /** The NEW instructions whose result is null until the constructor is called. */
    Set<TypeInsnNode> postponed() {
        return postponed;
    }

    /** Returns what a constructor is called on. */
    static BasicValue receiver(MethodInsnNode call, Frame<BasicValue> before) {
        int arguments = Type.getArgumentTypes(call.desc).length;
        return before.getStack(before.getStackSize() - 1 - arguments);
    }

    /** Whether this is the call of a constructor of such an object. */
    boolean constructs(MethodInsnNode call, Frame<BasicValue> before) {
        return receiver(call, before) instanceof Uninitialized object
                && postponed.contains(object.allocation());
    }

    /** Puts null in the place of every postponed object. */
    void replaceAllocations(MethodNode method) {
        for (TypeInsnNode allocation : postponed) {
            InsnList nothing = new InsnList();
            nothing.add(new InsnNode(Opcodes.POP));
            nothing.add(new InsnNode(Opcodes.ACONST_NULL));
            method.instructions.insert(allocation, nothing);
        }
    }

    /**
     * Makes the object where its constructor is called.
     *
     * @param before the types before the call, as the lambda had them
     * @param temporary the first slot that is free
     */
    void construct(
            MethodNode method, MethodInsnNode call, Frame<BasicValue> before, int temporary) {
        BasicValue placeholder = receiver(call, before);
        int arguments = Type.getArgumentTypes(call.desc).length;
        int bottom = lowest(before, placeholder);
        int first = before.getStackSize() - arguments;
        InsnList code = new InsnList();
        List<Stored> stored = new ArrayList<>();
        int slot = temporary;
        for (int i = before.getStackSize() - 1; i >= bottom; i--) {
            BasicValue value = before.getStack(i);
            if (placeholder.equals(value)) {
                code.add(new InsnNode(Opcodes.POP));
            } else {
                Stored copy = new Stored(i, slot, value);
                code.add(copy.store());
                stored.add(0, copy);
                slot += value.getSize();
            }
        }
        String type = placeholder.getType().getInternalName();
        code.add(new TypeInsnNode(Opcodes.NEW, type));
        code.add(new InsnNode(Opcodes.DUP));
        stored.stream().filter(copy -> copy.depth >= first).forEach(c -> code.add(c.load()));
        method.instructions.insertBefore(call, code);
        method.instructions.insert(
                call, distribute(before, placeholder, bottom, first - 1, stored, slot));
    }

    /** With the new object on top: puts it wherever a copy of the placeholder was. */
    private static InsnList distribute(
            Frame<BasicValue> before,
            BasicValue placeholder,
            int bottom,
            int top,
            List<Stored> stored,
            int object) {
        InsnList code = new InsnList();
        code.add(new VarInsnNode(Opcodes.ASTORE, object));
        for (int i = bottom; i < top; i++) {
            int depth = i;
            if (placeholder.equals(before.getStack(i))) {
                code.add(new VarInsnNode(Opcodes.ALOAD, object));
            } else {
                stored.stream().filter(c -> c.depth == depth).forEach(c -> code.add(c.load()));
            }
        }
        for (int i = 0; i < before.getLocals(); i++) {
            if (placeholder.equals(before.getLocal(i))) {
                code.add(new VarInsnNode(Opcodes.ALOAD, object));
                code.add(new VarInsnNode(Opcodes.ASTORE, i + BodyFrames.SHIFT));
            }
        }
        return code;
    }

    private static int lowest(Frame<BasicValue> frame, BasicValue value) {
        int i = 0;
        while (!value.equals(frame.getStack(i))) {
            i++;
        }
        return i;
    }

    /** An operand that is put aside. */
    private record Stored(int depth, int slot, BasicValue value) {
        VarInsnNode store() {
            return new VarInsnNode(value.getType().getOpcode(Opcodes.ISTORE), slot);
        }

        VarInsnNode load() {
            return new VarInsnNode(value.getType().getOpcode(Opcodes.ILOAD), slot);
        }
    }
}
