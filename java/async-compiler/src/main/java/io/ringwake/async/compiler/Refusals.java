package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the awaits of a class that cannot be compiled, and says what to write instead. */
final class Refusals {
    private final ClassNode host;
    private final AsyncBlocks blocks;
    private final Set<String> bodiesByReference = new HashSet<>();
    private final Set<String> used = new HashSet<>();
    private final List<Diagnostic> found = new ArrayList<>();

    private Refusals(ClassNode host, AsyncBlocks blocks) {
        this.host = host;
        this.blocks = blocks;
    }

    static List<Diagnostic> of(ClassNode host, AsyncBlocks blocks) {
        Refusals refusals = new Refusals(host, blocks);
        host.methods.forEach(refusals::collectReferences);
        host.methods.forEach(refusals::check);
        return refusals.found;
    }

    private void collectReferences(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (!(node instanceof InvokeDynamicInsnNode body)) {
                continue;
            }
            for (Object argument : body.bsmArgs) {
                if (argument instanceof Handle handle && handle.getOwner().equals(host.name)) {
                    used.add(handle.getName() + handle.getDesc());
                }
            }
            if (Calls.isBody(body)) {
                Handle target = Calls.target(body);
                if (target.getOwner().equals(host.name)) {
                    bodiesByReference.add(target.getName() + target.getDesc());
                }
            }
        }
    }

    private void check(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (Calls.isAwait(node)) {
                checkPlace(method, node);
            } else if (node instanceof InvokeDynamicInsnNode dynamic && refersToAwait(dynamic)) {
                refuse(
                        method,
                        node,
                        "await as a method reference.",
                        "Call await(...) in the code of an async block, in a loop for instance.");
            }
        }
    }

    private void checkPlace(MethodNode method, AbstractInsnNode await) {
        if (blocks.of(method) != null) {
            if (LockDepth.of(method).isHeldAt(await)) {
                refuse(
                        method,
                        await,
                        "await inside synchronized: the block would wait without a thread to"
                                + " hold the lock.",
                        "Await outside of it, or use a Mutex of io.ringwake.sync.");
            }
        } else if (AsyncBlocks.isLambda(method)) {
            // Where javac leaves code out, as after if (false), it keeps the lambdas of it.
            if (used.contains(method.name + method.desc)) {
                refuseLambda(method, await);
            }
        } else if (bodiesByReference.contains(method.name + method.desc)) {
            refuse(
                    method,
                    await,
                    "await in a method that is passed to async() by reference.",
                    "Have the method return async(() -> { ... }) with this code in it, and await"
                            + " what it returns.");
        } else {
            refuseOutside(method, await);
        }
    }

    private void refuseLambda(MethodNode lambda, AbstractInsnNode await) {
        if (bodiesByReference.contains(lambda.name + lambda.desc)) {
            refuse(
                    lambda,
                    await,
                    "await in a lambda that is not passed straight to async().",
                    "Write the lambda where async(...) is called.");
        } else {
            refuse(
                    lambda,
                    await,
                    "await in a lambda that is not an async block.",
                    "Make it one, x -> async(() -> { ... }), or use a loop in the block around"
                            + " it.");
        }
    }

    private void refuseOutside(MethodNode method, AbstractInsnNode await) {
        switch (method.name) {
            case "<init>" ->
                    refuse(
                            method,
                            await,
                            "await in a constructor.",
                            "Await in a static method that returns async(() -> new "
                                    + simpleName()
                                    + "(await(...))).");
            case "<clinit>" ->
                    refuse(
                            method,
                            await,
                            "await in a static initialiser.",
                            "Keep the future, async(() -> { ... }), and await it where it is"
                                    + " needed.");
            default ->
                    refuse(
                            method,
                            await,
                            "await outside of an async block.",
                            "Put it into one: async(() -> { ... }).");
        }
    }

    private String simpleName() {
        return host.name.substring(
                Math.max(host.name.lastIndexOf('/'), host.name.lastIndexOf('$')) + 1);
    }

    private static boolean refersToAwait(InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
            if (argument instanceof Handle handle && Calls.isAwait(handle)) {
                return true;
            }
        }
        return false;
    }

    private void refuse(MethodNode method, AbstractInsnNode at, String problem, String advice) {
        found.add(
                new Diagnostic(
                        host.name.replace('/', '.'),
                        AsyncBlock.methodAround(method.name),
                        AsyncBlock.fileOf(host),
                        AwaitSites.lineOf(at),
                        problem,
                        advice));
    }
}
