package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Which field of the machine keeps which value while the block is suspended.
 *
 * <p>Captures come first; the field of one is the home of its variable, which is never assigned,
 * and so never written again. Every other value goes to the first field of its type that holds
 * nothing over the same awaits.
 */
final class SpillPlan {
    private final List<MachineField> fields = new ArrayList<>();
    private final List<MachineField> captures = new ArrayList<>();
    private final Map<Home, MachineField> homes = new LinkedHashMap<>();
    private final Map<Integer, MachineField> unchanged = new HashMap<>();
    private final VariableNames names;

    private SpillPlan(VariableNames names) {
        this.names = names;
    }

    static SpillPlan of(AsyncBlock block, List<AwaitSite> sites) {
        SpillPlan plan = new SpillPlan(new VariableNames(block.method()));
        Map<Home, BitSet> alive = new LinkedHashMap<>();
        Map<Home, Set<String>> variables = new LinkedHashMap<>();
        for (AwaitSite site : sites) {
            plan.collect(site, alive, variables);
        }
        plan.placeCaptures(block, alive);
        alive.forEach(
                (home, over) -> plan.place(home, over, variables.getOrDefault(home, Set.of())));
        return plan;
    }

    /** Every field, captures first. */
    List<MachineField> fields() {
        return fields;
    }

    /** The fields of the captures, in their order. */
    List<MachineField> captures() {
        return captures;
    }

    /** The field of a local that is alive over an await; null if it is the constant null. */
    @Nullable MachineField ofLocal(int slot, BasicValue value) {
        return fieldOf(home(false, slot, value), value);
    }

    /** The field of an operand below an await; null if it is null, or not yet constructed. */
    @Nullable MachineField ofOperand(int depth, BasicValue value) {
        return fieldOf(home(true, depth, value), value);
    }

    /** An object has the same home before and after its constructor, but only then a field. */
    private @Nullable MachineField fieldOf(Home home, BasicValue value) {
        return isKept(value) ? homes.get(home) : null;
    }

    /** Whether the field has the value of this slot already: a capture's. */
    boolean isUnchanged(int slot, MachineField field) {
        return field.equals(unchanged.get(slot));
    }

    private static Home home(boolean operand, int index, BasicValue value) {
        return new Home(operand, index, value.getType());
    }

    /** Whether a value must be kept: null and placeholders of unconstructed objects are known. */
    static boolean isKept(BasicValue value) {
        return !(value instanceof Uninitialized)
                && !value.equals(TypeInterpreter.NULL)
                && !value.equals(BasicValue.UNINITIALIZED_VALUE);
    }

    private void collect(
            AwaitSite site, Map<Home, BitSet> alive, Map<Home, Set<String>> variables) {
        site.alive().stream()
                .filter(slot -> isKept(site.before().getLocal(slot)))
                .forEach(slot -> {
                    Home home = home(false, slot, site.before().getLocal(slot));
                    alive.computeIfAbsent(home, h -> new BitSet()).set(site.number());
                    variables
                            .computeIfAbsent(home, h -> new LinkedHashSet<>())
                            .add(names.at(site.call(), slot));
                });
        List<BasicValue> operands = site.operands();
        for (int depth = 0; depth < operands.size(); depth++) {
            if (isKept(operands.get(depth))) {
                Home home = home(true, depth, operands.get(depth));
                alive.computeIfAbsent(home, h -> new BitSet()).set(site.number());
                variables.put(home, Set.of(VariableNames.OPERAND));
            }
        }
    }

    private void placeCaptures(AsyncBlock block, Map<Home, BitSet> alive) {
        int slot = 0;
        for (Type type : block.captures()) {
            MachineField field = add(names.atEntry(slot), type);
            captures.add(field);
            BitSet over = new BitSet();
            Home home = new Home(false, slot, typeOnStack(type));
            if (!isStored(block.method(), slot)) {
                unchanged.put(slot, field);
                homes.put(home, field);
                over = alive.getOrDefault(home, over);
            }
            field.add(over, Set.of(names.atEntry(slot)));
            slot += type.getSize();
        }
    }

    private void place(Home home, BitSet over, Set<String> variables) {
        if (homes.containsKey(home)) {
            return;
        }
        for (MachineField field : fields) {
            if (field.fits(home.type(), over)) {
                field.add(over, variables);
                homes.put(home, field);
                return;
            }
        }
        MachineField field =
                add(home.operand() ? "operand" : variables.iterator().next(), home.type());
        field.add(over, variables);
        homes.put(home, field);
    }

    private MachineField add(String variable, Type type) {
        MachineField field = new MachineField(variable + "$" + fields.size(), type);
        fields.add(field);
        return field;
    }

    /** The type a value has in a local: the small ones are int there. */
    static Type typeOnStack(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.CHAR -> Type.INT_TYPE;
            default -> type;
        };
    }

    private static boolean isStored(MethodNode method, int slot) {
        for (AbstractInsnNode node : method.instructions) {
            if (node instanceof VarInsnNode variable
                    && variable.var == slot
                    && Liveness.isStore(variable.getOpcode())) {
                return true;
            }
        }
        return false;
    }
}
