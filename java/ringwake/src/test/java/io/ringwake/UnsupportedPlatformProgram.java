package io.ringwake;

import io.ringwake.io.Buf;
import io.ringwake.net.TcpListener;
import java.net.InetSocketAddress;
import java.util.List;

/** Tries each way in, for {@link UnsupportedPlatformTest}. */
final class UnsupportedPlatformProgram {
    static final List<String> NEEDS_NATIVES = List.of("bind", "buffer", "multi_thread");
    static final String WITHOUT_IO = "a runtime without I/O runs";

    private UnsupportedPlatformProgram() {}

    @SuppressWarnings("SystemOut") // what the test reads
    public static void main(String[] args) throws Exception {
        attempt("multi_thread", () -> Ringwake.multiThread().workers(2).build().close());
        attempt("buffer", () -> Buf.allocate(1).close());
        attempt("bind", UnsupportedPlatformProgram::bind);
        try (Ringwake rt = Ringwake.multiThread().workers(2).withoutIo().build()) {
            System.out.println(rt.blockOn(Async.async(() -> WITHOUT_IO)));
        }
    }

    private static void bind() throws Exception {
        try (Ringwake rt = Ringwake.currentThread().build()) {
            rt.blockOn(Async.async(() -> TcpListener.bind(new InetSocketAddress(0))));
        }
    }

    private interface Use {
        void run() throws Exception;
    }

    @SuppressWarnings("SystemOut")
    private static void attempt(String name, Use use) throws Exception {
        try {
            use.run();
        } catch (RuntimeException e) {
            System.out.println(name + ": " + e.toString().replaceAll("\\R", " "));
        }
    }
}
