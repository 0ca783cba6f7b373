package io.ringwake.placement;

import io.ringwake.ffi.NativeCalls;
import io.ringwake.ffi.Scratch;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Function;

/** The numbers of macOS's sysctl by their names. */
final class Sysctl implements Function<String, OptionalLong> {
    private final NativeCalls calls;

    Sysctl(NativeCalls calls) {
        this.calls = calls;
    }

    /** One that knows no name. */
    static Function<String, OptionalLong> silent() {
        return name -> OptionalLong.empty();
    }

    @Override
    public OptionalLong apply(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        Scratch text = new Scratch(calls, bytes.length + 1); // zeroed: ends with a zero byte
        text.bytes().put(bytes);
        Scratch out = new Scratch(calls, Long.BYTES);
        try {
            int result = calls.sysctl(text.address(), out.address());
            return result < 0 ? OptionalLong.empty() : OptionalLong.of(out.getLong(0));
        } finally {
            Reference.reachabilityFence(text);
        }
    }
}
