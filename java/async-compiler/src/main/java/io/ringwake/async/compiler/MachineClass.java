package io.ringwake.async.compiler;

import java.util.List;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/**
 * The class an async block becomes: its fields, and a {@code poll} that runs the resumable body.
 *
 * <pre>{@code
 * public Poll poll(Context cx) throws Exception {
 *     int point = state;
 *     if (point < 0) throw notPollable();
 *     state = RUNNING;
 *     try {
 *         Object value = Host.lambda$serve$0(this, cx, point);
 *     } catch (Throwable failure) { state = FINISHED; child = null; throw failure; }
 *     if (state != RUNNING) return Poll.pending();
 *     state = FINISHED;
 *     return value == null ? Poll.done() : Poll.ready(value);
 * }
 * }</pre>
 */
final class MachineClass {
    private static final int VALUE = 3;

    private final AsyncBlock block;
    private final SpillPlan plan;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    private MachineClass(AsyncBlock block, SpillPlan plan) {
        this.block = block;
        this.plan = plan;
    }

    static byte[] write(ClassNode host, AsyncBlock block, SpillPlan plan, List<AwaitSite> sites) {
        MachineClass machine = new MachineClass(block, plan);
        machine.begin(host);
        machine.addConstructor();
        machine.addFactory();
        machine.addPoints(host, sites);
        machine.addPoll();
        machine.writer.visitEnd();
        return machine.writer.toByteArray();
    }

    private void begin(ClassNode host) {
        writer.visit(
                host.version,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                block.machine(),
                null,
                RuntimeNames.STATE_MACHINE,
                null);
        if (host.sourceFile != null) {
            writer.visitSource(host.sourceFile, null);
        }
        for (MachineField field : plan.fields()) {
            writer.visitField(
                    Opcodes.ACC_SYNTHETIC, field.name(), field.type().getDescriptor(), null, null);
        }
    }

    private void addConstructor() {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PRIVATE, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKESPECIAL, RuntimeNames.STATE_MACHINE, "<init>", "()V", false);
        code.visitInsn(Opcodes.RETURN);
        end(code);
    }

    private void addFactory() {
        MethodVisitor code =
                writer.visitMethod(
                        Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        "of",
                        block.factoryDescriptor(),
                        null,
                        null);
        code.visitCode();
        code.visitTypeInsn(Opcodes.NEW, block.machine());
        code.visitInsn(Opcodes.DUP);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, block.machine(), "<init>", "()V", false);
        int slot = 0;
        for (MachineField capture : plan.captures()) {
            Type type = capture.type();
            code.visitInsn(Opcodes.DUP);
            code.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
            code.visitFieldInsn(
                    Opcodes.PUTFIELD, block.machine(), capture.name(), type.getDescriptor());
            slot += type.getSize();
        }
        code.visitInsn(Opcodes.ARETURN);
        end(code);
    }

    private void addPoints(ClassNode host, List<AwaitSite> sites) {
        String lines =
                sites.stream().map(s -> String.valueOf(s.line())).collect(Collectors.joining(","));
        MethodVisitor code =
                writer.visitMethod(
                        Opcodes.ACC_PROTECTED | Opcodes.ACC_SYNTHETIC,
                        "points",
                        "()Ljava/lang/String;",
                        null,
                        null);
        code.visitCode();
        code.visitLdcInsn(AsyncBlock.fileOf(host) + "\n" + block.name() + "\n" + lines);
        code.visitInsn(Opcodes.ARETURN);
        end(code);
    }

    private void addPoll() {
        MethodVisitor code =
                writer.visitMethod(
                        Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC,
                        "poll",
                        RuntimeNames.POLL_DESCRIPTOR,
                        null,
                        new String[] {RuntimeNames.EXCEPTION});
        Label begin = new Label();
        Label end = new Label();
        Label failed = new Label();
        code.visitCode();
        code.visitTryCatchBlock(begin, end, failed, null);
        addBeginning(code);
        code.visitLabel(begin);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitVarInsn(Opcodes.ILOAD, 2);
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                block.host(),
                block.method().name,
                block.bodyDescriptor(),
                block.inInterface());
        code.visitLabel(end);
        addResult(code);
        code.visitLabel(failed);
        frame(code, new Object[] {Opcodes.INTEGER}, "java/lang/Throwable");
        addFinished(code);
        code.visitInsn(Opcodes.ATHROW);
        end(code);
    }

    private void addBeginning(MethodVisitor code) {
        Label pollable = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, block.machine(), "state", "S");
        code.visitInsn(Opcodes.DUP);
        code.visitVarInsn(Opcodes.ISTORE, 2);
        code.visitJumpInsn(Opcodes.IFGE, pollable);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                block.machine(),
                "notPollable",
                "()Ljava/lang/IllegalStateException;",
                false);
        code.visitInsn(Opcodes.ATHROW);
        code.visitLabel(pollable);
        frame(code, new Object[] {Opcodes.INTEGER});
        setState(code, RuntimeNames.RUNNING);
    }

    private void addResult(MethodVisitor code) {
        Label suspended = new Label();
        Label done = new Label();
        Object[] locals = {Opcodes.INTEGER, RuntimeNames.OBJECT};
        code.visitVarInsn(Opcodes.ASTORE, VALUE);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, block.machine(), "state", "S");
        code.visitJumpInsn(Opcodes.IFGE, suspended);
        setState(code, RuntimeNames.FINISHED);
        code.visitVarInsn(Opcodes.ALOAD, VALUE);
        code.visitJumpInsn(Opcodes.IFNULL, done);
        code.visitVarInsn(Opcodes.ALOAD, VALUE);
        returnPoll(code, "ready", "(" + RuntimeNames.OBJECT_TYPE + ")" + RuntimeNames.POLL_TYPE);
        code.visitLabel(done);
        frame(code, locals);
        returnPoll(code, "done", "()" + RuntimeNames.POLL_TYPE);
        code.visitLabel(suspended);
        frame(code, locals);
        returnPoll(code, "pending", "()" + RuntimeNames.POLL_TYPE);
    }

    private void addFinished(MethodVisitor code) {
        setState(code, RuntimeNames.FINISHED);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitInsn(Opcodes.ACONST_NULL);
        code.visitFieldInsn(Opcodes.PUTFIELD, block.machine(), "child", RuntimeNames.FUTURE_TYPE);
    }

    private void setState(MethodVisitor code, int state) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitIntInsn(Opcodes.BIPUSH, state);
        code.visitFieldInsn(Opcodes.PUTFIELD, block.machine(), "state", "S");
    }

    private static void returnPoll(MethodVisitor code, String name, String descriptor) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, RuntimeNames.POLL, name, descriptor, true);
        code.visitInsn(Opcodes.ARETURN);
    }

    private void frame(MethodVisitor code, Object[] locals, Object... operands) {
        Object[] all = new Object[locals.length + 2];
        all[0] = block.machine();
        all[1] = RuntimeNames.CONTEXT;
        System.arraycopy(locals, 0, all, 2, locals.length);
        code.visitFrame(Opcodes.F_NEW, all.length, all, operands.length, operands);
    }

    private static void end(MethodVisitor code) {
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
