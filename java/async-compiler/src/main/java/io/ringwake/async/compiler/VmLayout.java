package io.ringwake.async.compiler;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * How a JVM lays out objects: what the size of a machine depends on.
 *
 * @param headerBytes the header of an object: 8, 12 or 16
 * @param referenceBytes a reference: 4 or 8
 * @param alignmentBytes what the size of every object is a multiple of
 */
public record VmLayout(int headerBytes, int referenceBytes, int alignmentBytes) {
    /** A 64-bit HotSpot with its defaults. */
    public static final VmLayout COMPRESSED = new VmLayout(12, 4, 8);

    /** Returns the layout of the JVM that runs this, or {@link #COMPRESSED} if it does not say. */
    public static VmLayout current() {
        try {
            HotSpotDiagnosticMXBean vm =
                    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return vm == null ? COMPRESSED : of(vm);
        } catch (LinkageError | IllegalArgumentException otherVm) {
            return COMPRESSED;
        }
    }

    private static VmLayout of(HotSpotDiagnosticMXBean vm) {
        int alignment = Integer.parseInt(vm.getVMOption("ObjectAlignmentInBytes").getValue());
        int reference = isOn(vm, "UseCompressedOops", true) ? 4 : 8;
        int klass = isOn(vm, "UseCompressedClassPointers", true) ? 4 : 8;
        boolean compact = isOn(vm, "UseCompactObjectHeaders", false);
        return new VmLayout(compact ? 8 : 8 + klass, reference, alignment);
    }

    private static boolean isOn(HotSpotDiagnosticMXBean vm, String option, boolean otherwise) {
        try {
            return Boolean.parseBoolean(vm.getVMOption(option).getValue());
        } catch (IllegalArgumentException notInThisVersion) {
            return otherwise;
        }
    }
}
