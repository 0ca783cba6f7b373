package io.ringwake.async.compiler;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/** The names that the source gives to locals, as far as the class file has them. */
final class VariableNames {
    /** Stands for a value between two steps of an expression. */
    static final String OPERAND = "(operand)";

    private final MethodNode method;

    VariableNames(MethodNode method) {
        this.method = method;
    }

    /** Returns the name of the variable that is in the slot at an instruction. */
    String at(AbstractInsnNode instruction, int slot) {
        return find(slot, method.instructions.indexOf(instruction));
    }

    /** Returns the name of the parameter in the slot. */
    String atEntry(int slot) {
        return find(slot, 0);
    }

    private String find(int slot, int position) {
        @Nullable List<LocalVariableNode> variables = method.localVariables;
        if (variables != null) {
            for (LocalVariableNode variable : variables) {
                if (variable.index == slot
                        && method.instructions.indexOf(variable.start) <= position
                        && position < method.instructions.indexOf(variable.end)) {
                    return variable.name;
                }
            }
        }
        return "local" + slot;
    }
}
