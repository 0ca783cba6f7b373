package io.ringwake.async.compiler;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * An async block of a class: the lambda that was passed to {@code async()}.
 *
 * @param host the class it is in, an internal name
 * @param inInterface whether that is an interface
 * @param machine the class it becomes, an internal name
 * @param method the method javac made of the lambda
 * @param captures what the lambda captures, {@code this} first, as the call passes it
 */
record AsyncBlock(
        String host, boolean inInterface, String machine, MethodNode method, List<Type> captures) {
    static final String LAMBDA = "lambda$";

    /** Makes a block of the lambda method; {@code captureDescriptor} is the one of its indy. */
    static AsyncBlock of(
            ClassNode host, MethodNode method, String captureDescriptor, String machine) {
        return new AsyncBlock(
                host.name,
                (host.access & Opcodes.ACC_INTERFACE) != 0,
                machine,
                method,
                List.of(Type.getArgumentTypes(captureDescriptor)));
    }

    /** The descriptor of the method of the machine that takes the captures. */
    String factoryDescriptor() {
        return Type.getMethodDescriptor(
                Type.getType(RuntimeNames.FUTURE_TYPE), captures.toArray(new Type[0]));
    }

    /** The descriptor of the resumable body: machine, context, state; returns the value. */
    String bodyDescriptor() {
        return "(L" + machine + ";" + RuntimeNames.CONTEXT_TYPE + "I)" + RuntimeNames.OBJECT_TYPE;
    }

    /** The name of the method around it; nested lambdas have that of the outermost. */
    String name() {
        return methodAround(method.name);
    }

    /** Returns the name of the source file of a class. */
    static String fileOf(ClassNode host) {
        return host.sourceFile == null ? "Unknown Source" : host.sourceFile;
    }

    /** Returns what javac made the name of a lambda method of; other names as they are. */
    static String methodAround(String method) {
        if (!method.startsWith(LAMBDA)) {
            return method;
        }
        int end = method.lastIndexOf('$');
        String name = method.substring(LAMBDA.length(), Math.max(end, LAMBDA.length()));
        return switch (name) {
            case "new" -> "<init>";
            case "static" -> "<clinit>";
            case "" -> method;
            default -> name;
        };
    }
}
