package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Makes the method of a lambda resumable, in place: a static method that is given its machine.
 *
 * <pre>
 *   switch on the state
 *   start:  captures from fields
 *           the code of the lambda, with {@link AwaitCode} for each await
 *           suspend 1, resume 1, suspend 2, ...
 * </pre>
 */
final class ResumableBody {
    private final AsyncBlock block;
    private final MethodNode method;
    private final SpillPlan plan;
    private final Placeholders placeholders;
    private final BodyFrames frames;
    private final List<AwaitCode> awaits = new ArrayList<>();

    private ResumableBody(AsyncBlock block, List<AwaitSite> sites, SpillPlan plan) {
        this.block = block;
        this.method = block.method();
        this.plan = plan;
        this.placeholders = Placeholders.of(sites);
        this.frames = new BodyFrames(block, placeholders.postponed());
        for (AwaitSite site : sites) {
            awaits.add(new AwaitCode(block, site, plan, frames));
        }
    }

    /** Rewrites the method of the block. */
    static void rewrite(
            AsyncBlock block,
            List<AwaitSite> sites,
            SpillPlan plan,
            FrameWalk walk,
            Liveness liveness) {
        ResumableBody body = new ResumableBody(block, sites, plan);
        Map<FrameNode, FrameNode> newFrames = body.framesOfTheLambda(liveness);
        awaitsGuarded(body);
        newFrames.forEach(body.method.instructions::set);
        body.moveSlots();
        body.postponeConstructors(walk);
        body.replaceAwaits();
        body.method.instructions.insert(body.entry());
        body.becomeStatic();
    }

    private static void awaitsGuarded(ResumableBody body) {
        body.awaits.forEach(await -> await.resume().guard(body.method));
    }

    private Map<FrameNode, FrameNode> framesOfTheLambda(Liveness liveness) {
        Map<FrameNode, FrameNode> replaced = new HashMap<>();
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof FrameNode old) {
                Frame<BasicValue> types = FrameTypes.read(old, method.maxLocals, method.maxStack);
                replaced.put(old, frames.at(types, liveness.before(old)));
            }
        }
        return replaced;
    }

    private void moveSlots() {
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof VarInsnNode variable) {
                variable.var += BodyFrames.SHIFT;
            } else if (node instanceof IincInsnNode step) {
                step.var += BodyFrames.SHIFT;
            }
        }
        if (method.localVariables != null) {
            for (LocalVariableNode variable : method.localVariables) {
                variable.index += BodyFrames.SHIFT;
            }
        }
        moveAnnotations(method.visibleLocalVariableAnnotations);
        moveAnnotations(method.invisibleLocalVariableAnnotations);
    }

    private static void moveAnnotations(List<LocalVariableAnnotationNode> annotations) {
        if (annotations != null) {
            for (LocalVariableAnnotationNode annotation : annotations) {
                annotation.index.replaceAll(index -> index + BodyFrames.SHIFT);
            }
        }
    }

    private void postponeConstructors(FrameWalk walk) {
        for (AbstractInsnNode node : method.instructions.toArray()) {
            Frame<BasicValue> before = walk.before(node);
            if (before != null
                    && FrameWalk.isConstructorCall(node)
                    && placeholders.constructs((MethodInsnNode) node, before)) {
                int free = method.maxLocals + BodyFrames.SHIFT;
                placeholders.construct(method, (MethodInsnNode) node, before, free);
            }
        }
        placeholders.replaceAllocations(method);
    }

    private void replaceAwaits() {
        InsnList behind = new InsnList();
        for (AwaitCode await : awaits) {
            AbstractInsnNode call = await.site().call();
            method.instructions.insert(call, await.inPlace());
            method.instructions.remove(call);
            behind.add(await.suspend().code());
            behind.add(await.resume().code());
        }
        method.instructions.add(behind);
    }

    private InsnList entry() {
        InsnList code = new InsnList();
        if (!awaits.isEmpty()) {
            LabelNode start = new LabelNode();
            LabelNode[] resumes =
                    awaits.stream().map(a -> a.resume().label()).toArray(LabelNode[]::new);
            code.add(MachineAccess.scratch(Opcodes.ILOAD));
            code.add(new TableSwitchInsnNode(1, resumes.length, start, resumes));
            code.add(start);
            code.add(frames.bare(BasicValue.INT_VALUE));
        }
        int slot = BodyFrames.SHIFT;
        for (MachineField capture : plan.captures()) {
            Type type = capture.type();
            code.add(MachineAccess.load());
            code.add(MachineAccess.field(Opcodes.GETFIELD, block, capture));
            code.add(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), slot));
            slot += type.getSize();
        }
        return code;
    }

    /** Package-private: the machine calls it. In an interface a method must be public for that. */
    private void becomeStatic() {
        method.access =
                Opcodes.ACC_STATIC
                        | Opcodes.ACC_SYNTHETIC
                        | (block.inInterface() ? Opcodes.ACC_PUBLIC : 0);
        method.desc = block.bodyDescriptor();
        method.signature = null;
        method.parameters = null;
        method.exceptions = List.of(RuntimeNames.EXCEPTION);
        method.visibleParameterAnnotations = null;
        method.invisibleParameterAnnotations = null;
    }
}
