package io.ringwake.async.compiler;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The lambda of a block without a value, as javac would make it with {@code return null}. */
final class ActionBody {
    private ActionBody() {}

    /** Has the lambda end with null wherever it ends; one with a value stays as it is. */
    static void endWithNull(MethodNode lambda, InvokeDynamicInsnNode body) {
        if (Type.getReturnType(lambda.desc) != Type.VOID_TYPE) {
            return;
        }
        for (AbstractInsnNode node : lambda.instructions.toArray()) {
            if (node.getOpcode() == Opcodes.RETURN) {
                lambda.instructions.insertBefore(node, new InsnNode(Opcodes.ACONST_NULL));
                lambda.instructions.set(node, new InsnNode(Opcodes.ARETURN));
            }
        }
        lambda.desc =
                Type.getMethodDescriptor(
                        Type.getType(RuntimeNames.OBJECT_TYPE), Type.getArgumentTypes(lambda.desc));
        lambda.maxStack++;
        Handle target = Calls.target(body); // goes with the call, but is looked at before
        body.bsmArgs[1] =
                new Handle(
                        target.getTag(),
                        target.getOwner(),
                        target.getName(),
                        lambda.desc,
                        target.isInterface());
    }
}
