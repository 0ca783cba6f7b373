package io.ringwake.async.compiler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** The compilation of one class that mentions the runtime's {@code Async}. */
final class ClassCompilation {
    private final byte[] given;
    private final ClassPath path;
    private final ClassNode host = new ClassNode();
    private final Map<String, byte[]> machines = new LinkedHashMap<>();
    private final List<BlockReport> reports = new ArrayList<>();
    private final MachineSize size;

    ClassCompilation(byte[] given, ClassPath path, VmLayout layout) {
        this.given = given;
        this.path = path;
        this.size = new MachineSize(layout, path);
        new ClassReader(given).accept(host, ClassReader.EXPAND_FRAMES);
    }

    CompiledClass run() {
        if (Marker.isOn(host)) {
            return notCompiled(List.of());
        }
        AsyncBlocks blocks = AsyncBlocks.of(host);
        List<Diagnostic> errors = Refusals.of(host, blocks);
        if (blocks.all().isEmpty() || !errors.isEmpty()) {
            return notCompiled(errors);
        }
        try {
            return compile(blocks);
        } catch (MethodTooLargeException tooLarge) {
            return notCompiled(List.of(tooLarge(tooLarge.getMethodName())));
        } catch (AnalyzerException | RuntimeException fault) {
            return notCompiled(List.of(ownFault(fault)));
        }
    }

    private CompiledClass notCompiled(List<Diagnostic> errors) {
        return new CompiledClass(given, Map.of(), List.of(), errors);
    }

    private CompiledClass compile(AsyncBlocks blocks) throws AnalyzerException {
        blocks.replaceCalls();
        for (AsyncBlock block : blocks.all()) {
            compile(block);
        }
        host.visitAttribute(new Marker());
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        host.accept(writer);
        byte[] compiled = writer.toByteArray();
        verify(compiled, blocks);
        return new CompiledClass(compiled, machines, reports, List.of());
    }

    private void verify(byte[] compiled, AsyncBlocks blocks) throws AnalyzerException {
        Verification verification = new Verification(path, compiled, machines.values());
        verification.check(compiled, Verification.bodies(blocks.all()));
        for (byte[] machine : machines.values()) {
            verification.check(machine, Set.of());
        }
    }

    private Diagnostic ownFault(Exception fault) {
        return diagnostic(
                "<class>",
                "it cannot be compiled: " + fault + ".",
                "This is a fault of the compiler: please report it with the class file.");
    }

    private Diagnostic tooLarge(String method) {
        return diagnostic(
                AsyncBlock.methodAround(method),
                "an async block is larger than the 64 KiB a method may have.",
                "Move parts of it into methods that return async(() -> { ... }).");
    }

    private Diagnostic diagnostic(String method, String problem, String advice) {
        return new Diagnostic(
                host.name.replace('/', '.'), method, AsyncBlock.fileOf(host), 0, problem, advice);
    }

    private void compile(AsyncBlock block) throws AnalyzerException {
        FrameWalk walk = FrameWalk.of(host.name, block.method());
        Liveness liveness = Liveness.of(block.method());
        List<AwaitSite> sites = AwaitSites.of(block.method(), walk, liveness);
        SpillPlan plan = SpillPlan.of(block, sites);
        reports.add(report(block, sites, plan));
        ResumableBody.rewrite(block, sites, plan, walk, liveness);
        machines.put(block.machine(), MachineClass.write(host, block, plan, sites));
    }

    private BlockReport report(AsyncBlock block, List<AwaitSite> sites, SpillPlan plan) {
        return new BlockReport(
                host.name.replace('/', '.'),
                block.machine().replace('/', '.'),
                block.name(),
                AsyncBlock.fileOf(host),
                AwaitSites.firstLine(block.method()),
                sites.stream().map(AwaitSite::line).toList(),
                plan.fields().stream().map(this::report).toList(),
                size.of(plan));
    }

    private BlockReport.Field report(MachineField field) {
        Type type = field.type();
        return new BlockReport.Field(
                field.name(), type.getClassName(), List.copyOf(field.variables()), size.of(field));
    }
}
