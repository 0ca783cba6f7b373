package io.ringwake.cli.doctor;

import io.ringwake.cli.ExitStatus;
import io.ringwake.cli.Version;
import io.ringwake.cli.console.Json;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.NativeUnavailableException;
import io.ringwake.placement.Topology;
import io.ringwake.reactor.Backend;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ringwake doctor}. */
@Command(
        name = "doctor",
        description =
                "Tells what this machine offers to the runtime, and what it withholds and why.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:a backend works", "1:none does", "64:wrong arguments"})
@SuppressWarnings("NullAway.Init") // set by picocli
public final class DoctorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        SystemFiles files = new SystemFiles(Path.of("/"));
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("ringwake", Map.of("version", Version.number()));
        report.put("system", new SystemFacts(files).facts());
        Topology usable = Topology.read();
        report.put("cpus", new CpuFacts(files, usable).facts());
        report.put("placement", PlacementFacts.plans(usable));
        boolean works = addNative(report, files);
        print(report);
        return works ? ExitStatus.OK : ExitStatus.FAILURE;
    }

    /** What needs the native library; returns whether any backend works. */
    private static boolean addNative(Map<String, Object> report, SystemFiles files) {
        NativeLibrary library;
        try {
            library = NativeLibrary.get();
        } catch (NativeUnavailableException e) {
            report.put("library", unavailable(e));
            return false;
        }
        report.put("library", LibraryFacts.facts(library));
        report.put("limits", LimitFacts.facts(library.bound(), files));
        BackendFacts backends = new BackendFacts(library.bound());
        Map<String, Object> byName = new LinkedHashMap<>();
        for (Backend backend : Backend.values()) {
            if (backend != Backend.AUTO) {
                byName.put(backend.optionName(), backends.of(backend));
            }
        }
        report.put("backends", byName);
        report.put("automatic_choice", backends.choice());
        return byName.values().stream()
                .anyMatch(facts -> Boolean.TRUE.equals(((Map<?, ?>) facts).get("available")));
    }

    private static Map<String, Object> unavailable(NativeUnavailableException e) {
        List<String> reasons = Arrays.stream(e.getSuppressed()).map(Throwable::toString).toList();
        return Map.of("error", String.valueOf(e.getMessage()), "reasons", reasons);
    }

    private void print(Map<String, Object> report) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(report));
        } else {
            TextReport.lines(report).forEach(out::println);
        }
        out.flush();
    }
}
