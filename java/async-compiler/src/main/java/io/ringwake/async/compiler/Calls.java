package io.ringwake.async.compiler;

import java.lang.invoke.LambdaMetafactory;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Recognises the calls that the compiler is about. */
final class Calls {
    private static final String METAFACTORY = LambdaMetafactory.class.getName().replace('.', '/');

    private Calls() {}

    /** Whether this is a call of {@code Async.async}. */
    static boolean isAsync(AbstractInsnNode node) {
        return isCall(node, "async", RuntimeNames.ASYNC_DESCRIPTOR)
                || isCall(node, "async", RuntimeNames.ASYNC_ACTION_DESCRIPTOR);
    }

    /** Whether this is a call of {@code Async.await}. */
    static boolean isAwait(AbstractInsnNode node) {
        return isCall(node, "await", RuntimeNames.AWAIT_DESCRIPTOR);
    }

    /** Whether this refers to {@code Async.await} without calling it. */
    static boolean isAwait(Handle handle) {
        return handle.getOwner().equals(RuntimeNames.ASYNC) && handle.getName().equals("await");
    }

    private static boolean isCall(AbstractInsnNode node, String name, String descriptor) {
        return node.getOpcode() == Opcodes.INVOKESTATIC
                && node instanceof MethodInsnNode call
                && call.owner.equals(RuntimeNames.ASYNC)
                && call.name.equals(name)
                && call.desc.equals(descriptor);
    }

    /** Returns the lambda or method reference that is the argument of a call of async, or null. */
    static @Nullable InvokeDynamicInsnNode bodyOf(AbstractInsnNode call) {
        AbstractInsnNode node = call.getPrevious();
        while (node != null && node.getOpcode() < 0 && !(node instanceof FrameNode)) {
            node = node.getPrevious();
        }
        return node instanceof InvokeDynamicInsnNode body && isBody(body) ? body : null;
    }

    /** Whether this makes an AsyncBody or an AsyncAction of a method. */
    static boolean isBody(InvokeDynamicInsnNode node) {
        return node.bsm.getOwner().equals(METAFACTORY)
                && (isMade(node, RuntimeNames.ASYNC_BODY)
                        || isMade(node, RuntimeNames.ASYNC_ACTION));
    }

    /** Whether what it makes gives no value, whatever the method does. */
    static boolean isAction(InvokeDynamicInsnNode body) {
        return isMade(body, RuntimeNames.ASYNC_ACTION);
    }

    private static boolean isMade(InvokeDynamicInsnNode node, String type) {
        return Type.getReturnType(node.desc).getInternalName().equals(type);
    }

    /** Returns the method that a lambda or method reference runs. */
    static Handle target(InvokeDynamicInsnNode body) {
        return (Handle) body.bsmArgs[1];
    }
}
