package io.ringwake.async.compiler;

import java.io.IOException;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;

/** Measures the machines: their superclass is looked up once. */
final class MachineSize {
    /** What the superclass has if it cannot be found: the state with two flags, and the child. */
    private static final List<Type> ASSUMED =
            List.of(
                    Type.SHORT_TYPE,
                    Type.BOOLEAN_TYPE,
                    Type.BOOLEAN_TYPE,
                    Type.getType(RuntimeNames.FUTURE_TYPE));

    private final VmLayout layout;
    private final List<Type> inherited;

    MachineSize(VmLayout layout, ClassPath path) {
        this.layout = layout;
        this.inherited = fieldsOf(path);
    }

    /** Returns the bytes of an instance. */
    int of(SpillPlan plan) {
        ObjectSize size = new ObjectSize(layout);
        size.addClass(inherited);
        size.addClass(plan.fields().stream().map(MachineField::type).toList());
        return size.bytes();
    }

    int of(MachineField field) {
        return new ObjectSize(layout).bytesOf(field.type());
    }

    private static List<Type> fieldsOf(ClassPath path) {
        try {
            byte[] superclass = path.find(RuntimeNames.STATE_MACHINE);
            return superclass == null ? ASSUMED : fieldsOf(superclass);
        } catch (IOException unreadable) {
            return ASSUMED;
        }
    }

    private static List<Type> fieldsOf(byte[] superclass) {
        ClassNode node = new ClassNode();
        new ClassReader(superclass).accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        return node.fields.stream()
                .filter(field -> (field.access & Opcodes.ACC_STATIC) == 0)
                .map(field -> Type.getType(field.desc))
                .toList();
    }
}
