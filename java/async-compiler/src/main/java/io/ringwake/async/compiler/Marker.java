package io.ringwake.async.compiler;

import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/** The attribute that says that a class has been compiled. JVMs ignore it. */
final class Marker extends Attribute {
    private static final String NAME = "RingwakeAsync";

    Marker() {
        super(NAME);
    }

    /** Whether the class has been compiled. */
    static boolean isOn(ClassNode host) {
        return host.attrs != null
                && host.attrs.stream().anyMatch(attribute -> attribute.type.equals(NAME));
    }

    @Override
    protected ByteVector write(
            ClassWriter writer, byte[] code, int codeLength, int maxStack, int maxLocals) {
        return new ByteVector();
    }
}
