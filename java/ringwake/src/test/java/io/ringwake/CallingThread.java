package io.ringwake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ringwake.ffi.CpuMask;
import io.ringwake.ffi.LocationLayout;
import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.NativeLibrary;
import io.ringwake.ffi.Scratch;
import java.util.ArrayList;
import java.util.List;

/** Where the calling thread is and may be, and on which nodes memory lies, as the kernel says. */
public final class CallingThread {
    private static final NativeCalls CALLS = NativeLibrary.calls();
    private static final long PAGE = CALLS.pageSize();

    private CallingThread() {}

    /** The CPUs it is bound to. */
    public static List<Integer> affinity() {
        Scratch mask = new Scratch(CALLS, CpuMask.WORDS_MAX * Long.BYTES);
        int words = CALLS.threadAffinity(mask.address(), CpuMask.WORDS_MAX);
        List<Integer> cpus = new ArrayList<>();
        for (int cpu = 0; cpu < words * Long.SIZE; cpu++) {
            if ((mask.getLong(cpu / Long.SIZE * Long.BYTES) >> cpu & 1) != 0) {
                cpus.add(cpu);
            }
        }
        return cpus;
    }

    /** Binds it to one CPU. */
    public static void bindTo(int cpu) {
        Scratch mask = new Scratch(CALLS, CpuMask.WORDS_MAX * Long.BYTES);
        for (int word = 0; word < CpuMask.WORDS_MAX; word++) {
            mask.putLong(word * Long.BYTES, word == cpu / Long.SIZE ? 1L << cpu : 0);
        }
        assertEquals(0, CALLS.threadSetAffinity(mask.address(), CpuMask.WORDS_MAX));
    }

    /** The CPU it is running on. */
    public static int cpu() {
        return location(LocationLayout.CPU);
    }

    /** The node of that CPU. */
    public static int node() {
        return location(LocationLayout.NODE);
    }

    private static int location(int offset) {
        Scratch location = new Scratch(CALLS, LocationLayout.SIZE);
        assertEquals(0, CALLS.threadLocation(location.address()));
        return location.getInt(offset);
    }

    /** The node of the page at this address; negative if there is none yet, or it is not told. */
    public static int nodeOf(long address) {
        Scratch out = new Scratch(CALLS, Integer.BYTES);
        assertEquals(0, CALLS.memoryNodes(address & -PAGE, PAGE, out.address()));
        return out.getInt(0);
    }

    /** Writes a byte of zero there. */
    public static void write(long address) {
        CALLS.view(address, 1).put(0, (byte) 0);
    }
}
