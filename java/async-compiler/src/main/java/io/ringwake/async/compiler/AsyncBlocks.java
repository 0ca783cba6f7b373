package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The async blocks of a class, and the calls that make futures of them. */
final class AsyncBlocks {
    private final Map<MethodNode, AsyncBlock> blocks = new LinkedHashMap<>();
    private final List<CallSite> sites = new ArrayList<>();

    /** A lambda and the call of async that it is passed to. */
    private record CallSite(
            MethodNode caller, InvokeDynamicInsnNode body, MethodInsnNode call, AsyncBlock block) {}

    /** Finds every lambda or method reference that is passed straight to {@code async()}. */
    static AsyncBlocks of(ClassNode host) {
        AsyncBlocks found = new AsyncBlocks();
        Map<String, MethodNode> lambdas = new HashMap<>();
        for (MethodNode method : host.methods) {
            if (isLambda(method)) {
                lambdas.put(method.name + method.desc, method);
            }
        }
        for (MethodNode method : List.copyOf(host.methods)) {
            for (AbstractInsnNode node : method.instructions) {
                if (Calls.isAsync(node)) {
                    found.add(host, method, (MethodInsnNode) node, lambdas);
                }
            }
        }
        host.methods.forEach(found::dropUsedOtherwise);
        found.sites.forEach(site -> ActionBody.endWithNull(site.block().method(), site.body()));
        return found;
    }

    /** A lambda that something else runs as well must stay what it is. */
    private void dropUsedOtherwise(MethodNode method) {
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof InvokeDynamicInsnNode other && !passes(other)) {
                for (Object argument : other.bsmArgs) {
                    if (argument instanceof Handle handle) {
                        drop(handle);
                    }
                }
            }
        }
    }

    private void drop(Handle used) {
        sites.removeIf(site ->
                site.block().host().equals(used.getOwner())
                        && site.block().method().name.equals(used.getName())
                        && site.block().method().desc.equals(used.getDesc()));
        blocks.keySet()
                .removeIf(lambda -> sites.stream().noneMatch(s -> s.block().method() == lambda));
    }

    Collection<AsyncBlock> all() {
        return blocks.values();
    }

    @Nullable AsyncBlock of(MethodNode method) {
        return blocks.get(method);
    }

    private boolean passes(InvokeDynamicInsnNode body) {
        return sites.stream().anyMatch(site -> site.body() == body);
    }

    /** Has every call make the machine, of what would have been captured. */
    void replaceCalls() {
        for (CallSite site : sites) {
            AsyncBlock block = site.block();
            site.caller().instructions.remove(site.body());
            site.caller()
                    .instructions
                    .set(
                            site.call(),
                            new MethodInsnNode(
                                    Opcodes.INVOKESTATIC,
                                    block.machine(),
                                    "of",
                                    block.factoryDescriptor(),
                                    false));
        }
    }

    private void add(
            ClassNode host,
            MethodNode caller,
            MethodInsnNode call,
            Map<String, MethodNode> lambdas) {
        InvokeDynamicInsnNode body = Calls.bodyOf(call);
        if (body == null) {
            return;
        }
        Handle target = Calls.target(body);
        MethodNode lambda = lambdas.get(target.getName() + target.getDesc());
        if (lambda == null || !target.getOwner().equals(host.name)) {
            lambda = ReferenceBody.of(caller, body, sites.size());
            host.methods.add(lambda);
        }
        AsyncBlock block = blocks.get(lambda);
        if (block == null) {
            block = AsyncBlock.of(host, lambda, body.desc, machineOf(host, lambda));
            blocks.put(lambda, block);
        }
        sites.add(new CallSite(caller, body, call, block));
    }

    /** Lambdas of overloaded methods may have the same name. */
    private String machineOf(ClassNode host, MethodNode lambda) {
        String name = host.name + "$async$" + lambda.name.substring(AsyncBlock.LAMBDA.length());
        long same = blocks.keySet().stream().filter(l -> l.name.equals(lambda.name)).count();
        return same == 0 ? name : name + "$" + same;
    }

    static boolean isLambda(MethodNode method) {
        return (method.access & Opcodes.ACC_SYNTHETIC) != 0
                && method.name.startsWith(AsyncBlock.LAMBDA);
    }
}
