package io.ringwake.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The operating system, the processor's name and the JVM. */
final class SystemFacts {
    private final SystemFiles files;

    SystemFacts(SystemFiles files) {
        this.files = files;
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("os", property("os.name"));
        facts.put("kernel", property("os.version"));
        facts.put("arch", property("os.arch"));
        cpuModel().ifPresent(model -> facts.put("cpu", model));
        facts.put("jdk", property("java.runtime.version") + " (" + property("java.vendor") + ")");
        facts.put("jvm", property("java.vm.name"));
        return facts;
    }

    // x86 names the model; arm64 has only numbers, of which the implementer and the part are kept.
    private Optional<String> cpuModel() {
        String cpuinfo = "proc/cpuinfo";
        return files.field(cpuinfo, "model name")
                .or(() ->
                        files.field(cpuinfo, "CPU implementer")
                                .map(implementer ->
                                        "implementer %s part %s"
                                                .formatted(
                                                        implementer,
                                                        files.field(cpuinfo, "CPU part")
                                                                .orElse("?"))));
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
