package io.ringwake.async.compiler;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Where a poll of a suspended block goes on: the living locals come back, then the child is polled
 * within the handlers of the await, so that what the child throws arrives there. Only when it is
 * ready do the operands come back.
 */
final class ResumeCode {
    private final AsyncBlock block;
    private final AwaitSite site;
    private final SpillPlan plan;
    private final BodyFrames frames;
    private final LabelNode join;
    private final LabelNode label = new LabelNode();
    private final LabelNode pollBegin = new LabelNode();
    private final LabelNode pollEnd = new LabelNode();

    ResumeCode(
            AsyncBlock block, AwaitSite site, SpillPlan plan, BodyFrames frames, LabelNode join) {
        this.block = block;
        this.site = site;
        this.plan = plan;
        this.frames = frames;
        this.join = join;
    }

    LabelNode label() {
        return label;
    }

    InsnList code() {
        InsnList code = new InsnList();
        code.add(label);
        if (site.line() > 0) {
            code.add(new LineNumberNode(site.line(), label));
        }
        code.add(frames.bare(BasicValue.INT_VALUE));
        site.alive().stream().forEach(slot -> addLocal(code, slot));
        LabelNode ready = new LabelNode();
        addPoll(code, ready);
        SuspendCode.addReturn(code, block, site);
        code.add(ready);
        code.add(frames.at(site, BodyFrames.POLL, List.of()));
        code.add(MachineAccess.load());
        code.add(new InsnNode(Opcodes.ACONST_NULL));
        code.add(MachineAccess.child(Opcodes.PUTFIELD, block));
        List<BasicValue> operands = site.operands();
        for (int depth = 0; depth < operands.size(); depth++) {
            addValue(code, plan.ofOperand(depth, operands.get(depth)));
        }
        code.add(MachineAccess.scratch(Opcodes.ALOAD));
        code.add(new JumpInsnNode(Opcodes.GOTO, join));
        return code;
    }

    /** Guards the poll with every handler that guards the await, in the same order. */
    void guard(MethodNode method) {
        int await = method.instructions.indexOf(site.call());
        for (int i = 0; i < method.tryCatchBlocks.size(); i++) {
            TryCatchBlockNode range = method.tryCatchBlocks.get(i);
            if (method.instructions.indexOf(range.start) < await
                    && await < method.instructions.indexOf(range.end)) {
                method.tryCatchBlocks.add(
                        ++i, new TryCatchBlockNode(pollBegin, pollEnd, range.handler, range.type));
            }
        }
    }

    private void addPoll(InsnList code, LabelNode ready) {
        code.add(pollBegin);
        code.add(MachineAccess.load());
        code.add(MachineAccess.child(Opcodes.GETFIELD, block));
        code.add(new VarInsnNode(Opcodes.ALOAD, BodyFrames.CONTEXT));
        code.add(MachineAccess.poll());
        code.add(pollEnd);
        code.add(new InsnNode(Opcodes.DUP));
        code.add(MachineAccess.scratch(Opcodes.ASTORE));
        code.add(new TypeInsnNode(Opcodes.INSTANCEOF, RuntimeNames.READY));
        code.add(new JumpInsnNode(Opcodes.IFNE, ready));
    }

    private void addLocal(InsnList code, int slot) {
        BasicValue value = site.before().getLocal(slot);
        if (!value.equals(BasicValue.UNINITIALIZED_VALUE)) {
            addValue(code, plan.ofLocal(slot, value));
            code.add(MachineAccess.local(Opcodes.ISTORE, slot, value));
        }
    }

    private void addValue(InsnList code, @Nullable MachineField field) {
        if (field == null) {
            code.add(new InsnNode(Opcodes.ACONST_NULL));
            return;
        }
        code.add(MachineAccess.load());
        code.add(MachineAccess.field(Opcodes.GETFIELD, block, field));
    }
}
