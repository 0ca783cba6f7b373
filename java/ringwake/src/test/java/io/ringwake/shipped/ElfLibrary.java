package io.ringwake.shipped;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A shared library of Linux. Offsets and numbers are those of the ELF specification (System V ABI,
 * "Object Files" and "Program Loading and Dynamic Linking") and of its GNU extensions.
 */
final class ElfLibrary implements LibraryFile {
    private static final Map<Integer, String> MACHINES =
            Map.of(62, "linux-x86_64", 183, "linux-aarch64");

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int PT_INTERP = 3;
    private static final int PT_TLS = 7;
    private static final int PT_GNU_STACK = 0x6474e551;
    private static final int PT_GNU_RELRO = 0x6474e552;
    private static final int EXECUTE = 1;
    private static final int WRITE = 2;

    private static final long DT_NEEDED = 1;
    private static final long DT_PLTGOT = 3;
    private static final long DT_STRTAB = 5;
    private static final long DT_SONAME = 14;
    private static final long DT_RPATH = 15;
    private static final long DT_TEXTREL = 22;
    private static final long DT_RUNPATH = 29;
    private static final long DT_FLAGS = 30;
    private static final long DT_FLAGS_1 = 0x6ffffffb;
    private static final long DT_VERNEED = 0x6ffffffe;
    private static final long DF_TEXTREL = 4;
    private static final long DF_BIND_NOW = 8;
    private static final long DF_1_NOW = 1;

    private static final int SHT_SYMTAB = 2;
    private static final int SHT_DYNSYM = 11;
    private static final int STB_LOCAL = 0;

    private final FileBytes file;
    private final List<Segment> segments = new ArrayList<>();
    private final Map<Long, Long> tags = new HashMap<>();
    private final List<Long> neededNames = new ArrayList<>();
    private final Set<String> exported = new TreeSet<>();
    private final Set<String> imported = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    private record Segment(int type, int flags, int offset, long address, long size) {
        boolean holds(long wanted) {
            return wanted >= address && wanted - address < size;
        }
    }

    ElfLibrary(byte[] bytes) {
        file = new FileBytes(bytes);
        if (file.i32(0) != 0x464c457f || file.u8(4) != 2 || file.u8(5) != 1 || file.u16(16) != 3) {
            throw new IllegalArgumentException("not a 64-bit little-endian shared object");
        }
        readSegments();
        readDynamic();
        readSections();
        checkSegments();
        checkDynamic();
    }

    private void readSegments() {
        int at = file.position(32);
        for (int i = 0; i < file.u16(56); i++, at += file.u16(54)) {
            segments.add(
                    new Segment(
                            file.i32(at),
                            file.i32(at + 4),
                            file.position(at + 8),
                            file.i64(at + 16),
                            file.i64(at + 40)));
        }
    }

    private void readDynamic() {
        for (Segment segment : of(PT_DYNAMIC)) {
            int at = segment.offset();
            for (; file.i64(at) != 0; at += 16) {
                tags.put(file.i64(at), file.i64(at + 8));
                if (file.i64(at) == DT_NEEDED) {
                    neededNames.add(file.i64(at + 8));
                }
            }
        }
    }

    private void readSections() {
        int begin = file.position(40);
        int size = file.u16(58);
        int names = file.position(begin + file.u16(62) * size + 24);
        for (int i = 0; i < file.u16(60); i++) {
            int at = begin + i * size;
            String name = file.name(names + file.i32(at));
            if (file.i32(at + 4) == SHT_SYMTAB || name.startsWith(".debug")) {
                faults.add("not stripped: has " + name);
            }
            if (file.i32(at + 4) == SHT_DYNSYM) {
                int strings = file.position(begin + file.i32(at + 40) * size + 24);
                readSymbols(file.position(at + 24), file.position(at + 32), strings);
            }
        }
    }

    private void readSymbols(int begin, int size, int names) {
        for (int at = begin; at < begin + size; at += 24) {
            boolean undefined = file.u16(at + 6) == 0;
            String name = file.name(names + file.i32(at));
            if (file.u8(at + 4) >> 4 != STB_LOCAL) {
                (undefined ? imported : exported).add(name);
            }
        }
    }

    private void checkSegments() {
        check(of(PT_INTERP).isEmpty(), "names a program interpreter");
        check(of(PT_TLS).isEmpty(), "has thread-local storage");
        check(of(PT_GNU_STACK).size() == 1, "has no stack note: the stack would be executable");
        for (Segment stack : of(PT_GNU_STACK)) {
            check((stack.flags() & EXECUTE) == 0, "makes the stack executable");
        }
        for (Segment load : of(PT_LOAD)) {
            int both = EXECUTE | WRITE;
            check((load.flags() & both) != both, "has a segment that is writable and executable");
        }
    }

    private void checkDynamic() {
        long flags = tags.getOrDefault(DT_FLAGS, 0L);
        check((flags & DF_BIND_NOW) != 0, "binds lazily: no BIND_NOW");
        check((tags.getOrDefault(DT_FLAGS_1, 0L) & DF_1_NOW) != 0, "binds lazily: no NOW");
        check(
                of(PT_GNU_RELRO).stream().anyMatch(s -> s.holds(tags.getOrDefault(DT_PLTGOT, 0L))),
                "leaves its table of functions writable: no full relro");
        check(!tags.containsKey(DT_TEXTREL) && (flags & DF_TEXTREL) == 0, "relocates its code");
        check(!tags.containsKey(DT_RPATH), "has RPATH");
        check(!tags.containsKey(DT_RUNPATH), "has RUNPATH");
        check(!tags.containsKey(DT_VERNEED), "needs versions of symbols, which are one libc's");
        check("libringwake.so".equals(string(tags.getOrDefault(DT_SONAME, 0L))), "other SONAME");
    }

    private void check(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    private List<Segment> of(int type) {
        return segments.stream().filter(segment -> segment.type() == type).toList();
    }

    private String string(long index) {
        long address = tags.get(DT_STRTAB) + index;
        Segment load = of(PT_LOAD).stream().filter(s -> s.holds(address)).findFirst().orElseThrow();
        return file.name(Math.toIntExact(load.offset() + address - load.address()));
    }

    @Override
    public String platform() {
        return MACHINES.getOrDefault(file.u16(18), "machine " + file.u16(18));
    }

    @Override
    public Set<String> exports() {
        return exported;
    }

    @Override
    public Set<String> imports() {
        return imported;
    }

    @Override
    public List<String> needed() {
        return neededNames.stream().map(this::string).toList();
    }

    @Override
    public List<String> faults() {
        return faults;
    }
}
