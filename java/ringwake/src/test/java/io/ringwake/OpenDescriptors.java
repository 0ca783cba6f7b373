package io.ringwake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The descriptors of this process that the runtime makes, for tests that look for leaks. */
public final class OpenDescriptors {
    private static final Path NAMED = Path.of("/proc/self/fd");

    /** Linux has it as well, as a link to the other; macOS has it alone, without names. */
    private static final Path PLAIN = Path.of("/dev/fd");

    private OpenDescriptors() {}

    /**
     * How many sockets and anonymous inodes (rings, epolls, eventfds) are open, by what they are
     * called; outside of Linux, how many that are neither files nor directories.
     */
    public static Map<String, Integer> byKind() throws IOException {
        return Files.isDirectory(NAMED) ? named() : unnamed();
    }

    /** All of them together. */
    public static long count() throws IOException {
        return byKind().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> named() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        try (Stream<Path> open = Files.list(NAMED)) {
            for (Path each : open.toList()) {
                String target = target(each);
                if (target.startsWith("socket:") || target.startsWith("anon_inode:")) {
                    counts.merge(target.replaceAll("[0-9]", ""), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    /** A kqueue may not be asked what it is; then it is no file. The listing's own is closed. */
    static Map<String, Integer> unnamed() throws IOException {
        try (Stream<Path> open = Files.list(PLAIN)) {
            long others =
                    open.toList().stream()
                            .filter(each -> !Files.isRegularFile(each) && !Files.isDirectory(each))
                            .count();
            return Map.of("others", (int) others);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // the listing's own, closed by now
        }
    }
}
