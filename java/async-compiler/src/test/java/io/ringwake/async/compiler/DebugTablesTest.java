package io.ringwake.async.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** What a debugger reads. */
final class DebugTablesTest {
    private static final String BLOCK =
            """
            static Future<Long> run(Future<Integer> f, long wide) {
                return async(() -> {
                    int n = await(f);
                    long sum = n
                        + wide;
                    return sum;
                });
            }
            """;

    private final MethodNode body = bodyOf(Sample.of(BLOCK));

    @Test
    void everyLineOfTheBlockIsInTheTable() {
        assertEquals(List.of(4, 5, 7), lines().distinct().sorted().toList());
    }

    @Test
    void aResumedBlockIsAtTheLineOfItsAwait() {
        assertEquals(2, lines().filter(line -> line == 4).count());
    }

    @Test
    void variablesAreWhereTheCodeHasThem() {
        for (LocalVariableNode variable : body.localVariables) {
            assertTrue(
                    Stream.of(body.instructions.toArray())
                            .anyMatch(node -> isAccess(node, variable.index)),
                    variable.name);
        }
        assertEquals(
                new TreeSet<>(List.of("f", "wide", "n", "sum")),
                new TreeSet<>(body.localVariables.stream().map(v -> v.name).toList()));
        assertEquals(
                List.of(3, 4, 6, 7),
                body.localVariables.stream().map(v -> v.index).sorted().toList());
    }

    private Stream<Integer> lines() {
        return Stream.of(body.instructions.toArray())
                .filter(LineNumberNode.class::isInstance)
                .map(node -> ((LineNumberNode) node).line);
    }

    private static boolean isAccess(AbstractInsnNode node, int slot) {
        return node instanceof VarInsnNode variable && variable.var == slot;
    }

    private static MethodNode bodyOf(Sample sample) {
        ClassNode host = new ClassNode();
        new ClassReader(sample.classes().get("sample/Sample")).accept(host, 0);
        return host.methods.stream()
                .filter(method -> method.name.startsWith("lambda$"))
                .findFirst()
                .orElseThrow();
    }
}
