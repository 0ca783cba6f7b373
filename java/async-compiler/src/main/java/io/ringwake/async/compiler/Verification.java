package io.ringwake.async.compiler;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Verifies what the compiler has made: the bodies in the host, and all of the machines. */
final class Verification {
    private final VerifyingInterpreter types;

    Verification(ClassPath path, byte[] host, Collection<byte[]> machines) {
        TypeHierarchy hierarchy = new TypeHierarchy(path);
        hierarchy.add(host);
        machines.forEach(hierarchy::add);
        types = new VerifyingInterpreter(hierarchy);
    }

    /**
     * Verifies the methods of a class that have these names; all of them if there are none.
     *
     * @throws AnalyzerException saying what is wrong, and where
     */
    void check(byte[] classFile, Set<String> names) throws AnalyzerException {
        ClassNode node = new ClassNode();
        new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
        for (MethodNode method : node.methods) {
            if (names.isEmpty() || names.contains(method.name)) {
                FrameCheck.check(node.name, method, types);
            }
        }
    }

    /** Returns the names of the resumable bodies. */
    static Set<String> bodies(Collection<AsyncBlock> blocks) {
        return blocks.stream().map(block -> block.method().name).collect(Collectors.toSet());
    }
}
