package io.ringwake.async.compiler;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * The lambda that a method reference stands for: {@code async(this::load)} is {@code async(() ->
 * this.load())}, with {@code this} evaluated at once.
 */
final class ReferenceBody {
    private ReferenceBody() {}

    /**
     * Returns the method javac would have made of that lambda.
     *
     * @param caller the method in which the reference stands
     * @param number distinguishes it from the others of the class
     */
    static MethodNode of(MethodNode caller, InvokeDynamicInsnNode reference, int number) {
        Type[] captures = Type.getArgumentTypes(reference.desc);
        MethodNode lambda =
                new MethodNode(
                        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                        nameIn(caller, number),
                        Type.getMethodDescriptor(Type.getType(RuntimeNames.OBJECT_TYPE), captures),
                        null,
                        new String[] {RuntimeNames.EXCEPTION});
        int line = AwaitSites.lineOf(reference);
        if (line > 0) {
            Label start = new Label();
            lambda.visitLabel(start);
            lambda.visitLineNumber(line, start);
        }
        Handle target = Calls.target(reference);
        boolean makes = target.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        if (makes) {
            lambda.visitTypeInsn(Opcodes.NEW, target.getOwner());
            lambda.visitInsn(Opcodes.DUP);
        }
        Type returned = Type.getReturnType(target.getDesc());
        int slot = 0;
        for (Type capture : captures) {
            lambda.visitVarInsn(capture.getOpcode(Opcodes.ILOAD), slot);
            slot += capture.getSize();
        }
        lambda.visitMethodInsn(
                opcodeOf(target),
                target.getOwner(),
                target.getName(),
                target.getDesc(),
                target.isInterface());
        if (!makes) {
            box(lambda, returned);
        }
        if (Calls.isAction(reference)) {
            dropValue(lambda, makes ? Type.getType(Object.class) : returned);
        }
        lambda.visitInsn(Opcodes.ARETURN);
        lambda.maxLocals = slot;
        lambda.maxStack = slot + 2;
        return lambda;
    }

    /** No lambda of javac is called so: theirs end with a number alone. */
    private static String nameIn(MethodNode caller, int number) {
        String around = AsyncBlock.methodAround(caller.name);
        return AsyncBlock.LAMBDA
                + switch (around) {
                    case "<init>" -> "new";
                    case "<clinit>" -> "static";
                    default -> around;
                }
                + "$ref"
                + number;
    }

    private static int opcodeOf(Handle target) {
        return switch (target.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
            case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
            default -> Opcodes.INVOKESPECIAL;
        };
    }

    /** Null in place of the value, which is boxed by now. */
    private static void dropValue(MethodNode lambda, Type returned) {
        if (returned != Type.VOID_TYPE) {
            lambda.visitInsn(Opcodes.POP);
        }
        lambda.visitInsn(Opcodes.ACONST_NULL);
    }

    private static void box(MethodNode lambda, Type type) {
        String box =
                switch (type.getSort()) {
                    case Type.BOOLEAN -> "java/lang/Boolean";
                    case Type.BYTE -> "java/lang/Byte";
                    case Type.SHORT -> "java/lang/Short";
                    case Type.CHAR -> "java/lang/Character";
                    case Type.INT -> "java/lang/Integer";
                    case Type.LONG -> "java/lang/Long";
                    case Type.FLOAT -> "java/lang/Float";
                    case Type.DOUBLE -> "java/lang/Double";
                    default -> "";
                };
        if (!box.isEmpty()) {
            lambda.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    box,
                    "valueOf",
                    "(" + type.getDescriptor() + ")L" + box + ";",
                    false);
        }
    }
}
