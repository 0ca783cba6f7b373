package io.ringwake.async.compiler.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The generator of programs, and that the comparison finds what differs. */
@Timeout(300)
class GeneratorTest {
    private static final Transformer NONE = GeneratorTest::swapped;

    private static Map<String, byte[]> swapped(Map<String, byte[]> classes) {
        Map<String, byte[]> all = new HashMap<>();
        classes.forEach((name, file) -> all.put(name, OwnerSwap.apply(file)));
        return all;
    }

    @Test
    void aSeedAlwaysMakesTheSameProgram() {
        Set<Feature> all = EnumSet.allOf(Feature.class);
        assertEquals(Programs.make(7, all).source(), Programs.make(7, all).source());
    }

    @Test
    void aProgramAgreesWithItself() {
        try (Batch batch = new Batch(17, Set.of(), NONE)) {
            assertNull(batch.failure(1, 60));
            assertTrue(batch.unusable() < 5, () -> "unusable=" + batch.unusable());
            assertTrue(batch.runs() > 500, () -> "runs=" + batch.runs());
            assertTrue(batch.steps() > 10 * batch.runs(), () -> "steps=" + batch.steps());
        }
    }

    /** A compiler that takes every sum of ints for a difference is found out. */
    @Test
    void aDifferenceIsFoundAndShrunk() {
        Transformer wrong =
                classes -> {
                    Map<String, byte[]> all = swapped(classes);
                    all.replaceAll((name, file) -> withDifferences(file));
                    return all;
                };
        try (Batch batch = new Batch(17, Set.of(), wrong)) {
            String failure = batch.failure(1, 60);
            assertTrue(failure != null && failure.contains("differs at step"), () -> failure);
            int shrunk = failure.indexOf("---- shrunk");
            int whole = failure.indexOf("---- whole");
            assertTrue(whole - shrunk < failure.length() - whole + 500, () -> failure);
            assertTrue(failure.substring(shrunk, whole).contains(" + "), () -> failure);
        }
    }

    private static byte[] withDifferences(byte[] file) {
        ClassReader reader = new ClassReader(file);
        ClassWriter writer = new ClassWriter(reader, 0);
        ClassVisitor visitor =
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String sig, String[] e) {
                        return new MethodVisitor(
                                api, super.visitMethod(access, name, type, sig, e)) {
                            @Override
                            public void visitInsn(int opcode) {
                                super.visitInsn(opcode == Opcodes.IADD ? Opcodes.ISUB : opcode);
                            }
                        };
                    }
                };
        reader.accept(visitor, 0);
        return writer.toByteArray();
    }

    @Test
    void programsOfTheNewestLanguageCompile() {
        int release = Runtime.version().feature();
        try (Batch batch = new Batch(release, Set.of(), NONE)) {
            assertNull(batch.failure(1000, 40));
            assertEquals(0, batch.unusable(), batch::refusal);
        }
    }
}
