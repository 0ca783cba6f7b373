package io.ringwake.shipped;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A shared library of macOS. Offsets and numbers are those of {@code mach-o/loader.h} and {@code
 * mach-o/nlist.h}. Names are given without the underscore that C's have there.
 */
final class MachLibrary implements LibraryFile {
    private static final Map<Integer, String> MACHINES =
            Map.of(0x01000007, "osx-x86_64", 0x0100000c, "osx-aarch64");

    private static final int MH_DYLIB = 6;
    private static final int MH_TWOLEVEL = 0x80;
    private static final int MH_ALLOW_STACK_EXECUTION = 0x20000;

    private static final int LC_SYMTAB = 2;
    private static final int LC_LOAD_DYLIB = 0xc;
    private static final int LC_ID_DYLIB = 0xd;
    private static final int LC_LOAD_WEAK_DYLIB = 0x80000018;
    private static final int LC_SEGMENT_64 = 0x19;
    private static final int LC_RPATH = 0x8000001c;
    private static final int LC_CODE_SIGNATURE = 0x1d;
    private static final int LC_REEXPORT_DYLIB = 0x8000001f;
    private static final int LC_VERSION_MIN_MACOSX = 0x24;
    private static final int LC_DYLD_INFO_ONLY = 0x80000022;
    private static final int LC_BUILD_VERSION = 0x32;
    private static final int LC_DYLD_EXPORTS_TRIE = 0x80000033;

    private static final int N_STAB = 0xe0;
    private static final int N_TYPE = 0x0e;
    private static final int N_EXT = 1;

    private static final int WRITE_AND_EXECUTE = 2 | 4;

    /** The oldest macOS it must run on: 11.0. */
    private static final int OLDEST = 11 << 16;

    private final byte[] bytes;
    private final FileBytes file;
    private final Set<String> exported = new TreeSet<>();
    private final Set<String> imported = new TreeSet<>();
    private final List<String> needed = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int oldest = -1;
    private boolean signed;

    MachLibrary(byte[] bytes) {
        this.bytes = bytes;
        file = new FileBytes(bytes);
        if (file.i32(0) != 0xfeedfacf || file.i32(12) != MH_DYLIB) {
            throw new IllegalArgumentException("not a 64-bit little-endian dylib");
        }
        int at = 32;
        for (int i = 0; i < file.i32(16); i++, at += file.i32(at + 4)) {
            readCommand(at);
        }
        check((file.i32(24) & MH_TWOLEVEL) != 0, "takes names from whichever library has them");
        check((file.i32(24) & MH_ALLOW_STACK_EXECUTION) == 0, "makes the stack executable");
        check(
                oldest == OLDEST,
                "says it needs macOS " + (oldest >> 16) + "." + ((oldest >> 8) & 255));
        check(signed || !platform().equals("osx-aarch64"), "not signed, which arm64 demands");
    }

    private void readCommand(int at) {
        switch (file.i32(at)) {
            case LC_SYMTAB -> readSymbols(file.i32(at + 8), file.i32(at + 12), file.i32(at + 16));
            case LC_LOAD_DYLIB, LC_LOAD_WEAK_DYLIB, LC_REEXPORT_DYLIB -> needed.add(text(at));
            case LC_ID_DYLIB ->
                    check(text(at).equals("@rpath/libringwake.dylib"), "is called " + text(at));
            case LC_RPATH -> faults.add("has RPATH " + text(at));
            case LC_SEGMENT_64 ->
                    check(
                            (file.i32(at + 60) & WRITE_AND_EXECUTE) != WRITE_AND_EXECUTE,
                            "has a segment that is writable and executable");
            case LC_VERSION_MIN_MACOSX -> oldest = file.i32(at + 8);
            case LC_BUILD_VERSION -> oldest = file.i32(at + 12);
            case LC_DYLD_INFO_ONLY -> readExports(file.i32(at + 40), file.i32(at + 44));
            case LC_DYLD_EXPORTS_TRIE -> readExports(file.i32(at + 8), file.i32(at + 12));
            case LC_CODE_SIGNATURE -> {
                signed = true;
                faults.addAll(MachSignature.faults(bytes, file.i32(at + 8)));
            }
            default -> {} // says nothing that matters here
        }
    }

    /** The string of a command: its offset is the first word of what follows the command's size. */
    private String text(int command) {
        return file.name(command + file.i32(command + 8));
    }

    private void readSymbols(int begin, int count, int names) {
        for (int at = begin; at < begin + count * 16; at += 16) {
            int type = file.u8(at + 4);
            String name = file.name(names + file.i32(at));
            check((type & N_STAB) == 0, "not stripped: says how to debug " + name);
            if ((type & (N_STAB | N_TYPE)) == 0 && (type & N_EXT) != 0) {
                imported.add(name.replaceFirst("^_", ""));
            }
        }
    }

    private void readExports(int begin, int size) {
        if (size > 0) {
            readExports(begin, begin, "");
        }
    }

    /** A node of the trie: the length of its value and the value, then edges: text, offset. */
    private void readExports(int begin, int node, String prefix) {
        int valueSize = file.u8(node); // a longer one would need 128 bytes of flags and address
        if (valueSize > 0) {
            exported.add(prefix.replaceFirst("^_", ""));
        }
        int at = node + 1 + valueSize;
        int edges = file.u8(at++);
        for (int i = 0; i < edges; i++) {
            String edge = file.name(at);
            at += edge.length() + 1;
            int child = 0;
            int shift = 0;
            int octet;
            do {
                octet = file.u8(at++);
                child |= (octet & 0x7f) << shift;
                shift += 7;
            } while ((octet & 0x80) != 0);
            readExports(begin, begin + child, prefix + edge);
        }
    }

    private void check(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    @Override
    public String platform() {
        return MACHINES.getOrDefault(file.i32(4), "cpu " + file.i32(4));
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
        return needed;
    }

    @Override
    public List<String> faults() {
        return faults;
    }
}
