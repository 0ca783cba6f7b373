package io.ringwake.cli.doctor;

import io.ringwake.ffi.NativeLibrary;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where the native library came from, and which version of the binary interface it has. */
final class LibraryFacts {
    private LibraryFacts() {}

    static Map<String, Object> facts(NativeLibrary library) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("path", library.origin());
        facts.put("abi_version", library.abiVersion());
        facts.put("binding", library.binding());
        return facts;
    }
}
