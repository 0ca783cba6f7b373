package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * What stands for one await: three pieces of code.
 *
 * <pre>
 *   in its place   poll the future; not ready: go to suspend; join: take the value out of the poll
 *   suspend        operands and living locals to fields, return
 *   resume         locals from fields, poll the child; not ready: return; operands; go to join
 * </pre>
 *
 * <p>The last two stand behind the code of the lambda: see {@link SuspendCode} and {@link
 * ResumeCode}.
 */
final class AwaitCode {
    private final AwaitSite site;
    private final BodyFrames frames;
    private final LabelNode join = new LabelNode();
    private final SuspendCode suspend;
    private final ResumeCode resume;

    AwaitCode(AsyncBlock block, AwaitSite site, SpillPlan plan, BodyFrames frames) {
        this.site = site;
        this.frames = frames;
        this.suspend = new SuspendCode(block, site, plan, frames);
        this.resume = new ResumeCode(block, site, plan, frames, join);
    }

    AwaitSite site() {
        return site;
    }

    SuspendCode suspend() {
        return suspend;
    }

    ResumeCode resume() {
        return resume;
    }

    /** In the place of the call. The operands below the future stay where they are. */
    InsnList inPlace() {
        InsnList code = new InsnList();
        code.add(new InsnNode(Opcodes.DUP));
        code.add(MachineAccess.scratch(Opcodes.ASTORE));
        code.add(new VarInsnNode(Opcodes.ALOAD, BodyFrames.CONTEXT));
        code.add(MachineAccess.poll());
        code.add(new InsnNode(Opcodes.DUP));
        code.add(new TypeInsnNode(Opcodes.INSTANCEOF, RuntimeNames.READY));
        code.add(new JumpInsnNode(Opcodes.IFEQ, suspend.label()));
        code.add(join);
        code.add(frames.at(site, BasicValue.UNINITIALIZED_VALUE, withPoll(site)));
        code.add(new TypeInsnNode(Opcodes.CHECKCAST, RuntimeNames.READY));
        code.add(
                new MethodInsnNode(
                        Opcodes.INVOKEVIRTUAL,
                        RuntimeNames.READY,
                        "value",
                        "()" + RuntimeNames.OBJECT_TYPE,
                        false));
        return code;
    }

    /** The operands once the future has been polled. */
    static List<BasicValue> withPoll(AwaitSite site) {
        List<BasicValue> operands = new ArrayList<>(site.operands());
        operands.add(BodyFrames.POLL);
        return operands;
    }
}
