package io.ringwake.async.compiler;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * What happens at an await whose future is not ready: what is needed later goes to the fields, what
 * is not is forgotten, and the body returns. No handler of the block guards it.
 */
final class SuspendCode {
    private final AsyncBlock block;
    private final AwaitSite site;
    private final SpillPlan plan;
    private final BodyFrames frames;
    private final LabelNode label = new LabelNode();

    SuspendCode(AsyncBlock block, AwaitSite site, SpillPlan plan, BodyFrames frames) {
        this.block = block;
        this.site = site;
        this.plan = plan;
        this.frames = frames;
    }

    LabelNode label() {
        return label;
    }

    InsnList code() {
        InsnList code = new InsnList();
        code.add(label);
        code.add(frames.at(site, site.future(), AwaitCode.withPoll(site)));
        code.add(new InsnNode(Opcodes.POP));
        List<BasicValue> operands = site.operands();
        for (int depth = operands.size() - 1; depth >= 0; depth--) {
            addOperand(code, plan.ofOperand(depth, operands.get(depth)), operands.get(depth));
        }
        site.alive().stream().forEach(slot -> addLocal(code, slot));
        addForgotten(code);
        code.add(MachineAccess.load());
        code.add(MachineAccess.scratch(Opcodes.ALOAD));
        code.add(MachineAccess.child(Opcodes.PUTFIELD, block));
        addReturn(code, block, site);
        return code;
    }

    /** The state says that the block waits; what is returned then has no meaning. */
    static void addReturn(InsnList code, AsyncBlock block, AwaitSite site) {
        code.add(MachineAccess.load());
        code.add(MachineAccess.number(site.number()));
        code.add(MachineAccess.state(Opcodes.PUTFIELD, block));
        code.add(new InsnNode(Opcodes.ACONST_NULL));
        code.add(new InsnNode(Opcodes.ARETURN));
    }

    private void addLocal(InsnList code, int slot) {
        BasicValue value = site.before().getLocal(slot);
        MachineField field = plan.ofLocal(slot, value);
        if (field != null && !plan.isUnchanged(slot, field)) {
            code.add(MachineAccess.load());
            code.add(MachineAccess.local(Opcodes.ILOAD, slot, value));
            code.add(MachineAccess.field(Opcodes.PUTFIELD, block, field));
        }
    }

    /** Moves the topmost operand to its field. */
    private void addOperand(InsnList code, @Nullable MachineField field, BasicValue value) {
        if (field == null) {
            code.add(new InsnNode(Opcodes.POP));
            return;
        }
        code.add(MachineAccess.load());
        if (value.getSize() == 2) {
            code.add(new InsnNode(Opcodes.DUP_X2));
            code.add(new InsnNode(Opcodes.POP));
        } else {
            code.add(new InsnNode(Opcodes.SWAP));
        }
        code.add(MachineAccess.field(Opcodes.PUTFIELD, block, field));
    }

    /** What nobody reads again must not be kept from the garbage collector. */
    private void addForgotten(InsnList code) {
        for (MachineField field : plan.fields()) {
            if (field.isReference() && !field.isUsedAt(site)) {
                code.add(MachineAccess.load());
                code.add(new InsnNode(Opcodes.ACONST_NULL));
                code.add(MachineAccess.field(Opcodes.PUTFIELD, block, field));
            }
        }
    }
}
