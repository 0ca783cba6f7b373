package io.ringwake.async.compiler.differential;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Has a class file call {@link Untransformed} instead of Async, and changes nothing else. */
final class OwnerSwap extends ClassVisitor {
    private static final String OWNER = "io/ringwake/Async";
    private static final String STAND_IN = Type.getInternalName(Untransformed.class);

    private OwnerSwap(ClassWriter writer) {
        super(Opcodes.ASM9, writer);
    }

    static byte[] apply(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new OwnerSwap(writer), 0);
        return writer.toByteArray();
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String type, String sig, String[] e) {
        return new MethodVisitor(api, super.visitMethod(access, name, type, sig, e)) {
            @Override
            public void visitMethodInsn(int op, String owner, String to, String type, boolean itf) {
                super.visitMethodInsn(op, owner.equals(OWNER) ? STAND_IN : owner, to, type, itf);
            }
        };
    }
}
