package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The stack map frames of a resumable body. In front of the slots of the lambda it has three of its
 * own:
 *
 * <pre>
 *   0  the machine
 *   1  the context of this poll
 *   2  scratch: the state at entry, then the future that is being awaited
 * </pre>
 *
 * A local that is not alive is in none of the frames, so that a resumed block need not restore it.
 */
final class BodyFrames {
    static final int MACHINE = 0;
    static final int CONTEXT = 1;
    static final int SCRATCH = 2;

    /** By how much the slots of the lambda are moved. */
    static final int SHIFT = 3;

    static final BasicValue FUTURE = reference(RuntimeNames.FUTURE);
    static final BasicValue POLL = reference(RuntimeNames.POLL);

    private final BasicValue machine;
    private final Set<TypeInsnNode> postponed;

    /** Objects of the postponed allocations are null until they are constructed. */
    BodyFrames(AsyncBlock block, Set<TypeInsnNode> postponed) {
        this.machine = reference(block.machine());
        this.postponed = postponed;
    }

    static BasicValue reference(String internalName) {
        return new BasicValue(Type.getObjectType(internalName));
    }

    /** Returns the frame of a place where nothing of the lambda is known. */
    FrameNode bare(BasicValue scratch) {
        return FrameTypes.write(ownSlots(scratch), List.of());
    }

    /** Returns the frame of a place where a frame of the lambda was. */
    FrameNode at(Frame<BasicValue> types, BitSet alive) {
        List<BasicValue> operands = new ArrayList<>();
        for (int i = 0; i < types.getStackSize(); i++) {
            operands.add(types.getStack(i));
        }
        return at(types, alive, BasicValue.UNINITIALIZED_VALUE, operands);
    }

    /** Returns the frame of a place of an await, with these operands. */
    FrameNode at(AwaitSite site, BasicValue scratch, List<BasicValue> operands) {
        return at(site.before(), site.alive(), scratch, operands);
    }

    private FrameNode at(
            Frame<BasicValue> types, BitSet alive, BasicValue scratch, List<BasicValue> operands) {
        List<BasicValue> slots = ownSlots(scratch);
        for (int slot = 0; slot < alive.length(); slot++) {
            boolean upperHalf = slot > 0 && slots.get(slots.size() - 1).getSize() == 2;
            slots.add(
                    alive.get(slot) && !upperHalf
                            ? placed(types.getLocal(slot))
                            : BasicValue.UNINITIALIZED_VALUE);
        }
        return FrameTypes.write(slots, operands.stream().map(this::placed).toList());
    }

    private List<BasicValue> ownSlots(BasicValue scratch) {
        List<BasicValue> slots = new ArrayList<>();
        slots.add(machine);
        slots.add(reference(RuntimeNames.CONTEXT));
        slots.add(scratch);
        return slots;
    }

    private BasicValue placed(BasicValue value) {
        return value instanceof Uninitialized object && postponed.contains(object.allocation())
                ? TypeInterpreter.NULL
                : value;
    }
}
